import type { Allocation, TaskEvent } from './documents.ts';
import { driverFailure } from './driver-failure.ts';

/**
 * `expected`: nothing placed yet. `pending`: placed, and the task is not running yet. `lost`: the node was lost during the
 * run. `silent`: it did not report.
 */
export type HostRunState = 'expected' | 'pending' | 'running' | 'done' | 'failed' | 'lost' | 'silent';

/** How a dispatch fares on one host. */
export interface HostRun {
  readonly host: string;
  /** Nomad's ID of the node. */
  readonly node: string;
  readonly allocation: string | null;
  readonly state: HostRunState;
  /** The agent's exit code. */
  readonly exit: number | null;
  readonly message: string | null;
  /** Nomad's own words, where the message is not just these. */
  readonly details: string | null;
  /** Milliseconds that the task ran. */
  readonly ms: number | null;
}

export function isOver({ state }: HostRun): boolean {
  return state !== 'expected' && state !== 'pending' && state !== 'running';
}

/** What an allocation says of its host. */
export function hostRun(host: string, allocation: Allocation): HostRun {
  const [task] = Object.values(allocation.TaskStates ?? {});
  const events = task?.Events ?? [];
  const exit = exitOf(events);
  const { details = null, ...told } = judge(allocation, events);
  const ms = task?.StartedAt && task.FinishedAt ? Date.parse(task.FinishedAt) - Date.parse(task.StartedAt) : null;
  return { host, node: allocation.NodeID, allocation: allocation.ID, exit, ms, details, ...told };
}

type Judged = Pick<HostRun, 'state' | 'message'> & { readonly details?: string };

function judge(allocation: Allocation, events: readonly TaskEvent[]): Judged {
  switch (allocation.ClientStatus) {
    case 'pending':
      return { state: 'pending', message: isPulling(events) ? 'the image is being pulled' : null };
    case 'running':
      return { state: 'running', message: null };
    case 'unknown':
      return { state: 'running', message: 'the node does not answer' };
    case 'lost':
      return { state: 'lost', message: `the node was lost during the run${said(allocation)}` };
    case 'complete':
      return completed(allocation, events);
    case 'failed':
      return { state: 'failed', ...failure(allocation, events) };
  }
}

/** A run that was stopped or whose time was over is `complete` too. */
function completed(allocation: Allocation, events: readonly TaskEvent[]): Judged {
  if (allocation.ClientDescription.includes('max_run_duration'))
    return { state: 'failed', message: 'Nomad ended the run: its time was over' };
  const isStopped = allocation.DesiredStatus !== 'run' && events.some(({ Type }) => Type === 'Killed');
  if (isStopped || exitOf(events) === null) {
    return { state: 'failed', message: `the run was stopped${said(allocation)}` };
  }
  return { state: 'done', message: null };
}

function said({ DesiredDescription, ClientDescription }: Allocation): string {
  const text = DesiredDescription || ClientDescription;
  return text === '' ? '' : `: ${text}`;
}

function failure({ ClientDescription }: Allocation, events: readonly TaskEvent[]): Omit<Judged, 'state'> {
  const last = (...types: readonly string[]) => events.findLast(({ Type }) => types.includes(Type));
  const driver = last('Driver Failure', 'Failed Artifact Download', 'Setup Failure', 'Failed Validation');
  if (driver !== undefined) {
    const details = driver.DisplayMessage.replaceAll(/\s+/g, ' ').trim();
    const message = driverFailure(details);
    return message === undefined ? { message: `the task did not start: ${details}` } : { message, details };
  }
  const end = last('Terminated');
  return { message: end === undefined ? ClientDescription || 'Nomad gives no reason' : ending(end, exitOf(events)) };
}

function ending({ Details }: TaskEvent, exit: number | null): string {
  if (Details?.['oom_killed'] === 'true') return 'the agent needed more memory than the job gives it (resources.memory)';
  const signal = Number(Details?.['signal'] ?? 0);
  if (signal !== 0) return `the agent was killed by signal ${signal}`;
  return exits[exit ?? -1] ?? `the agent ended with exit code ${exit}`;
}

/** The agent's exit codes, as `drover agent --help` has them. */
const exits: Readonly<Record<number, string>> = {
  1: 'the agent met a bug in Drover (exit code 1)',
  3: 'the bundle or what was dispatched is invalid (exit code 3)',
  4: 'a task failed (exit code 4)',
  5: 'the agent refused: another run, an older commit, or a host that is not in the inventory (exit code 5)',
  137: 'the agent was killed (exit code 137)',
  143: 'the agent was ended before it could finish (exit code 143)',
};

function exitOf(events: readonly TaskEvent[]): number | null {
  const code = events.findLast(({ Type }) => Type === 'Terminated')?.Details?.['exit_code'];
  return code === undefined ? null : Number(code);
}

function isPulling(events: readonly TaskEvent[]): boolean {
  return events.at(-1)?.Type === 'Driver' && /image/i.test(events.at(-1)?.DisplayMessage ?? '');
}
