import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '../../../src/core/events.ts';
import { type Seen, seen } from '../seen.ts';
import type { TwinCase } from './read-case.ts';
import { type Finished, outFolder, runInRoot, treeFolder } from './side.ts';

/** Runs a case once in a root. */
export type Engine = (root: string, twin: TwinCase, args: readonly string[]) => Promise<{ finished: Finished; seen: Seen }>;

const callback = join(import.meta.dirname, '../callback');

/** @param environment the folder of the virtual environment that Ansible lies in */
export function ansibleEngine(environment: string): Engine {
  return async (root, twin, args) => {
    // A copy, since Python would write byte code beside it.
    cpSync(callback, join(root, 'callback'), { recursive: true });
    const inventory = twin.inventory.flatMap((source) => ['-i', source]);
    const finished = await runInRoot(
      root,
      [join(environment, 'bin/ansible-playbook'), '-c', 'local', ...inventory, '-e', `out=${outFolder}`, ...args, twin.playbook],
      {
        ANSIBLE_NOCOLOR: '1',
        ANSIBLE_CALLBACK_PLUGINS: '/mnt/callback',
        ANSIBLE_CALLBACKS_ENABLED: 'seen',
        ANSIBLE_ASYNC_DIR: '/mnt/home/.ansible_async',
        ANSIBLE_PYTHON_INTERPRETER: join(environment, 'bin/python'),
        DROVER_SEEN: '/mnt/seen',
        ...twin.environment,
      },
    );
    const lines = jsonLines(existsSync(join(root, 'seen')) ? readFileSync(join(root, 'seen'), 'utf8') : '');
    const end = lines.findLast((line) => 'recap' in line) as Pick<Seen, 'recap' | 'stats'> | undefined;
    const tasks = lines.filter((line) => !('recap' in line));
    return { finished, seen: { tasks, recap: end?.recap ?? {}, stats: end?.stats ?? {} } };
  };
}

/** @param command the words that Drover is started with */
export function droverEngine(command: readonly string[]): Engine {
  return async (root, twin, args) => {
    const inventory = twin.inventory.flatMap((source) => ['-i', source]);
    const given = ['--bundle', treeFolder, '--play', twin.playbook, '--host', twin.host, ...inventory];
    const finished = await runInRoot(
      root,
      [...command, 'apply', ...given, '--output', 'json', '-e', `out=${outFolder}`, ...args],
      twin.environment,
    );
    return { finished, seen: seen(jsonLines(finished.stdout) as unknown as RunEvent[]) };
  };
}

function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
