import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** When every commit of the tests is made: seconds since 1970. */
export const commitTime = 1_700_000_000;

const environment = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_AUTHOR_DATE: `${commitTime} +0000`,
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
  GIT_COMMITTER_DATE: `${commitTime} +0000`,
};

/** Runs git as a person would, with settings and times of its own; returns what it printed on both streams. */
export function git(directory: string, ...args: readonly string[]): string {
  return execFileSync('sh', ['-c', 'exec git "$@" 2>&1', 'git', ...args], {
    cwd: directory,
    env: environment,
    encoding: 'utf8',
  }).trim();
}

/** A fleet of one role, one host. */
export const smallFleet: Readonly<Record<string, string>> = {
  'site.yml': '- hosts: all\n  gather_facts: false\n  roles: [motd]\n',
  'inventory/hosts': 'node1\n',
  'roles/motd/tasks/main.yml': '- name: Say hello\n  template: { src: motd.j2, dest: /etc/motd }\n',
  'roles/motd/templates/motd.j2': 'Hello from {{ inventory_hostname }}\n',
  'README.md': 'A fleet\n',
};

/** A Git repository with one commit of these files on branch main; `-> TARGET` makes a symbolic link. */
export function makeRepository(files: Readonly<Record<string, string>> = smallFleet): string {
  const directory = mkdtempSync(join(tmpdir(), 'drover-git.'));
  git(directory, 'init', '--quiet', '--initial-branch=main');
  commitFiles(directory, files);
  return directory;
}

/** Writes files and commits them; null takes one away. @returns the commit's SHA */
export function commitFiles(directory: string, files: Readonly<Record<string, string | null>>): string {
  for (const [path, content] of Object.entries(files)) {
    const place = join(directory, path);
    mkdirSync(dirname(place), { recursive: true });
    if (content === null) git(directory, 'rm', '--quiet', '--', path);
    else if (content.startsWith('-> ')) symlinkSync(content.slice(3), place);
    else writeFileSync(place, content);
  }
  git(directory, 'add', '--all');
  git(directory, 'commit', '--quiet', '--allow-empty', '--message', 'A change');
  return git(directory, 'rev-parse', 'HEAD');
}
