import type { CommandOptions, CommandResult } from '../../core/host.ts';
import { decodeText } from '../file-text.ts';
import { native } from '../native.ts';
import { assertAccepted } from './failure.ts';
import { type CommandPlace, environmentOf, startFailure } from './run-command.ts';

/** What a question may need that only `runCommand` does. */
export function isPlainQuestion({ user, umask, input, timeout }: CommandOptions, { hasNull }: CommandPlace): boolean {
  return hasNull && [user, umask, input, timeout].every((option) => option === undefined);
}

/**
 * Starts a program that only looks. A run with nothing to change asks two questions and starts nothing else: here execa
 * would cost as much again as starting Node does (docs/decisions/0002).
 *
 * @returns what waits for the answer, to be called once; it throws as `runCommand` does
 * @param path where the program is; undefined where there is none
 * @throws DroverError as `runCommand`
 */
export function askCommand(
  path: string | undefined,
  argv: readonly [string, ...string[]],
  options: CommandOptions,
  place: CommandPlace,
): () => CommandResult {
  if (path === undefined) throw startFailure(argv, Object.assign(new Error('ENOENT'), { code: 'ENOENT' }), place);
  const answer = started(path, argv, options, place);
  return () => {
    const { code, stdout, stderr } = answer();
    const result = { argv, code, stdout: decodeText(stdout), stderr: decodeText(stderr) };
    return assertAccepted(result, options.accept ?? [0]);
  };
}

function started(path: string, argv: readonly string[], options: CommandOptions, place: CommandPlace) {
  try {
    return native().ask({ path, argv, environment: environmentOf(options, place), cwd: options.cwd ?? '/' });
  } catch (error) {
    throw startFailure(argv, error, place);
  }
}
