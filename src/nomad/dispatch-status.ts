import { exitStatus } from '../core/errors.ts';
import type { DispatchOutcome } from './dispatch.ts';
import type { HostRun } from './host-run.ts';

/** Whether a host did not come to a good end. */
export function isBad({ state }: HostRun): boolean {
  return state === 'failed' || state === 'lost' || state === 'silent';
}

/** The exit status of a dispatch: 4 where a host failed or did not report, 6 where Nomad was out of reach at the end. */
export function dispatchStatus({ hosts, lost, end }: DispatchOutcome): number {
  if (lost !== null) return exitStatus.unreachable;
  const isGood = hosts.length > 0 && end !== 'interrupted' && !hosts.some(isBad);
  return isGood ? exitStatus.done : exitStatus.taskFailed;
}
