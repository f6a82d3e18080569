import { InvalidBundle } from '../core/diagnostic.ts';
import { type DroverError, errorCodes, exitStatus } from '../core/errors.ts';
import type { Applied } from './tell-run.ts';

/** The exit status a run leads to; `detailed` asks for 2 where a check run found something to change. */
export function statusOf({ status, changed }: Applied, check: boolean, detailed: boolean): number {
  if (status !== 'done') return exitStatus.taskFailed;
  return check && detailed && changed ? exitStatus.drift : exitStatus.done;
}

/** The exit status of an error that ended a command. */
export function statusOfError(error: DroverError): number {
  return error instanceof InvalidBundle ? exitStatus.invalid : errorCodes[error.code];
}
