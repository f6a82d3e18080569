import { constants } from 'node:os';
import type { CommandOptions, CommandResult } from '../../core/host.ts';
import { decodeText } from '../file-text.ts';
import { codeOf } from '../io-error.ts';
import { assertAccepted, commandFailed } from './failure.ts';
import { type CommandPlace, environmentOf, startFailure } from './run-command.ts';

/** More than any tool's list of packages or services. */
const mostOutput = 1 << 28;

/**
 * Runs a program that only looks, and waits for it. A run with nothing to change asks two questions and starts nothing
 * else: here execa would cost as much again as starting Node does (docs/decisions/0002).
 *
 * @throws DroverError as `runCommand`
 */
export function askCommand(file: string, args: readonly string[], options: CommandOptions, place: CommandPlace): CommandResult {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const argv = [file, ...args];
  const done = spawnSync(file, args, {
    cwd: options.cwd ?? '/',
    env: environmentOf(options, place),
    maxBuffer: mostOutput,
    ...(place.hasNull && options.input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input: options.input ?? '' }),
    ...(options.timeout === undefined ? {} : { timeout: options.timeout, killSignal: 'SIGKILL' }),
  });
  const isLate = codeOf(done.error) === 'ETIMEDOUT';
  if (done.error !== undefined && !isLate) throw startFailure(argv, done.error, place);
  const code = done.status ?? -(done.signal === null ? 1 : constants.signals[done.signal]);
  const result = { argv, code, stdout: decodeText(done.stdout), stderr: decodeText(done.stderr) };
  if (isLate) throw commandFailed(result, `it took longer than ${(options.timeout ?? 0) / 1000} s`);
  return assertAccepted(result, options.accept ?? [0]);
}
