import { CommanderError } from 'commander';
import { statusOfError } from '../agent/exit-status.ts';
import { DroverError, exitStatus } from '../core/errors.ts';
import { failureText } from './failure.ts';
import type { Surroundings } from './surroundings.ts';
import { usageError } from './usage-error.ts';

/**
 * Tells the operator of what ended a command: what is wrong with the command line, an error, or a bug with its stack.
 * @param args the command line without the program
 * @returns the exit status
 */
export function failed(
  error: unknown,
  args: readonly string[],
  { err, excerpts }: Pick<Surroundings, 'err' | 'excerpts'>,
): number {
  const told = error instanceof CommanderError ? usageError(error, args[0] ?? '') : error;
  // Help or the version was shown: asked for, or for want of a command.
  if (told === undefined) return args.length > 0 ? exitStatus.done : exitStatus.invalid;
  if (told instanceof DroverError) {
    err.write(failureText(told, excerpts));
    return statusOfError(told);
  }
  err.write(`This is a bug in Drover: ${told instanceof Error ? (told.stack ?? told.message) : String(told)}\n`);
  return exitStatus.bug;
}
