import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/drover.ts';

const author = ['-c', 'user.name=Operator', '-c', 'user.email=operator@example.org', '-c', 'commit.gpgsign=false'];

/** A user's repository of roles and inventory, with commits to release. */
export class Fleet {
  readonly directory: string;

  /** Begins as this repository's own fleet, with one more role, `slow`, whose task takes so many seconds where it is asked for. */
  constructor(directory: string, seconds: number) {
    this.directory = directory;
    mkdirSync(directory);
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', directory]);
    const tree = execFileSync('git', ['-C', repository, 'archive', 'HEAD', 'roles', 'inventory', 'site.yml']);
    execFileSync('tar', ['-xf', '-', '-C', directory], { input: tree });
    mkdirSync(join(directory, 'roles/slow/tasks'), { recursive: true });
    writeFileSync(join(directory, 'roles/slow/tasks/main.yml'), slowTask(seconds));
    appendFileSync(join(directory, 'site.yml'), '\n- name: What takes its time\n  hosts: all\n  roles:\n    - slow\n');
  }

  /** @returns the new commit */
  commit(): string {
    this.#git('add', '--all');
    this.#git('commit', '--quiet', '--message', 'fleet: Change what the test changes');
    return this.#git('rev-parse', 'HEAD').trim();
  }

  #git(...args: string[]): string {
    return execFileSync('git', ['-C', this.directory, ...author, ...args], { encoding: 'utf8' });
  }
}

function slowTask(seconds: number): string {
  return `- name: Take a while\n  ansible.builtin.command: sleep ${seconds}\n  changed_when: false\n  tags: [never, slow]\n`;
}
