import { DroverError } from '../../core/errors.ts';
import type { CommandOptions, Host } from '../../core/host.ts';
import type { ActionOutcome } from '../../core/module.ts';
import { outputOf, ranOutcome } from './command-result.ts';

export interface CommandWish {
  /** What the result shows under `cmd`: the words, or the line of a shell command. */
  readonly cmd: unknown;
  readonly argv: readonly string[];
  readonly chdir: string | undefined;
  readonly stdin: string | undefined;
  readonly stdinAddNewline: boolean;
  readonly strip: boolean;
}

/**
 * Runs a command whose exit code is its result. One that cannot even start fails with a result as well, since tasks
 * that follow look at its `rc`: 2 for a program that is not there, as in ansible-core 2.18.
 */
export async function runCommand(host: Host, wish: CommandWish): Promise<ActionOutcome> {
  const [file = '', ...args] = wish.argv;
  if (wish.chdir !== undefined && host.stat(wish.chdir)?.type !== 'directory') {
    return notStarted(wish.cmd, null, `Cannot run "${file}" in ${wish.chdir}: there is no such directory`);
  }
  const options: CommandOptions = {
    accept: 'any',
    ...(wish.chdir === undefined ? {} : { cwd: wish.chdir }),
    ...(wish.stdin === undefined ? {} : { input: wish.stdinAddNewline ? `${wish.stdin}\n` : wish.stdin }),
  };
  const start = new Date();
  try {
    const ran = await host.run(file, args, options).finally(() => host.forget());
    return ranOutcome(wish.cmd, ran, { start, end: new Date() }, wish.strip);
  } catch (error) {
    if (!(error instanceof DroverError) || error.code !== 'HOST_MISSING') throw error;
    return notStarted(Array.isArray(wish.cmd) ? wish.cmd.join(' ') : wish.cmd, 2, error.message);
  }
}

function notStarted(cmd: unknown, rc: number | null, msg: string): ActionOutcome {
  return { changed: false, failed: true, msg, result: { cmd, rc, ...outputOf('', '') } };
}
