import { DroverError } from '../../core/errors.ts';
import type { CommandOptions, Host } from '../../core/host.ts';
import type { ActionOutcome } from '../../core/module.ts';
import { ranOutcome } from './command-result.ts';

export interface CommandWish {
  /** What the result shows under `cmd`: the words, or the line of a shell command. */
  readonly cmd: unknown;
  readonly argv: readonly string[];
  readonly chdir: string | undefined;
  readonly stdin: string | undefined;
  readonly stdinAddNewline: boolean;
  readonly strip: boolean;
}

/** Runs a command whose exit code is its result. */
export async function runCommand(host: Host, wish: CommandWish): Promise<ActionOutcome> {
  const [file = '', ...args] = wish.argv;
  if (wish.chdir !== undefined && host.stat(wish.chdir)?.type !== 'directory') {
    throw new DroverError('HOST_MISSING', `Cannot run "${file}" in ${wish.chdir}: there is no such directory`);
  }
  const options: CommandOptions = {
    accept: 'any',
    ...(wish.chdir === undefined ? {} : { cwd: wish.chdir }),
    ...(wish.stdin === undefined ? {} : { input: wish.stdinAddNewline ? `${wish.stdin}\n` : wish.stdin }),
  };
  const start = new Date();
  const ran = await host.run(file, args, options);
  return ranOutcome(wish.cmd, ran, { start, end: new Date() }, wish.strip);
}
