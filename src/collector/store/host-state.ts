import type { HostState, RunStatus } from '../model.ts';

/** What decides a host's state of its last run. */
interface LastRun {
  readonly status: RunStatus;
  readonly check: boolean;
  readonly changed: number;
  /** How many of the changes are drift. */
  readonly drift: number;
}

/** What its last run says of a host. */
export function hostState({ status, check, changed, drift }: LastRun): HostState {
  if (status === 'running') return 'running';
  if (status !== 'done') return 'failed';
  if (changed === 0) return 'in-sync';
  if (!check) return 'changed';
  return drift > 0 ? 'drifted' : 'pending';
}
