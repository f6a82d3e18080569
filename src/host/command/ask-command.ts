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
 * Runs a program that only looks. A run with nothing to change asks two questions and starts nothing else: here execa
 * would cost as much again as starting Node does (docs/decisions/0002). The run goes on beside the program until somebody
 * waits for the answer.
 *
 * @param path where the program is; undefined where there is none
 * @throws DroverError as `runCommand`
 */
export async function askCommand(
  path: string | undefined,
  argv: readonly [string, ...string[]],
  options: CommandOptions,
  place: CommandPlace,
): Promise<CommandResult> {
  if (path === undefined) throw startFailure(argv, Object.assign(new Error('ENOENT'), { code: 'ENOENT' }), place);
  const answer = started(path, argv, options, place);
  await new Promise((resolve) => setImmediate(resolve));
  const { code, stdout, stderr } = answer();
  const result = { argv, code, stdout: decodeText(stdout), stderr: decodeText(stderr) };
  return assertAccepted(result, options.accept ?? [0]);
}

function started(path: string, argv: readonly string[], options: CommandOptions, place: CommandPlace) {
  try {
    return native().ask({ path, argv, environment: environmentOf(options, place), cwd: options.cwd ?? '/' });
  } catch (error) {
    throw startFailure(argv, error, place);
  }
}
