import type { Change, Diff } from '../core/diff.ts';
import type { ItemEnd, Recap, TaskResult } from '../core/events.ts';

/** `running` until the end was reported; `lost` where its allocation is over and no end came. */
export type RunStatus = 'running' | 'done' | 'failed' | 'interrupted' | 'lost';

/**
 * What the last run says of a host, as it is now. `in-sync`: nothing was to be done; `changed`: an apply changed something,
 * and the host is as wanted since; `drifted`: a check found something to change where the host had converged to the same
 * commit; `pending`: a check found what a commit would change that the host has not converged to; `failed`: the run failed, was
 * interrupted, or began and is lost; `silent`: it was expected to report and did not.
 *
 * An apply that mends drift leaves the host `changed`, and its run says `corrective`.
 */
export const hostStates = ['failed', 'silent', 'drifted', 'pending', 'running', 'changed', 'in-sync'] as const;
export type HostState = (typeof hostStates)[number];

export interface HostRow {
  readonly host: string;
  readonly state: HostState;
  /** Of the last run. */
  readonly commit: string | null;
  /** The newest run; undefined of a host that has never reported. */
  readonly lastRun: RunRow | undefined;
  /** Milliseconds since 1970: when the collector last heard of the host or of its silence. */
  readonly seen: number;
}

export interface RunRow {
  readonly run: string;
  readonly host: string;
  readonly status: RunStatus;
  readonly check: boolean;
  readonly commit: string | null;
  readonly version: string;
  readonly playbook: string;
  readonly roles: readonly string[];
  readonly dispatch: string | null;
  readonly allocation: string | null;
  readonly node: string | null;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** Milliseconds; null while it is running. */
  readonly duration: number | null;
  /** Of a run that is under way, the counts so far. */
  readonly recap: Recap;
  /** An apply that changed a host which had already converged to the same commit: it mended drift. */
  readonly corrective: boolean;
  /** A check that found something to change on a host which had already converged to the same commit. */
  readonly drifted: boolean;
  /** How many tasks ended so far: the number of its last `TaskRow`. */
  readonly tasks: number;
  readonly message: string | null;
}

export interface TaskRow {
  readonly run: string;
  /** The task's place in the run, from 1. */
  readonly number: number;
  readonly play: string;
  readonly role: string | null;
  readonly task: string;
  readonly module: string;
  /** `roles/base/tasks/main.yml:4:5`. */
  readonly span: string;
  readonly handler: boolean;
  readonly result: TaskResult;
  /** Milliseconds. */
  readonly duration: number;
  readonly msg: string | null;
}

/** A task with all that the event of its end said. */
export interface TaskDetail extends TaskRow {
  readonly diff: readonly Diff[];
  readonly changes: readonly Change[];
  readonly items: readonly ItemEnd[];
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly attempts: number | null;
  readonly delegated: string | null;
  readonly censored: boolean;
  readonly predicted: string | null;
}

/** The same task (play, role, task, module, and its how-manieth occurrence) in two runs; undefined where a run has not got it. */
export interface TaskPair {
  readonly left: TaskRow | undefined;
  readonly right: TaskRow | undefined;
}

/** One request that started runs on many hosts, and who was expected to report. */
export interface DispatchRow {
  readonly dispatch: string;
  readonly commit: string | null;
  readonly roles: readonly string[];
  readonly check: boolean;
  readonly started: number;
  readonly by: string | null;
  /** Counts of hosts. Those of an unregistered dispatch are all that reported. */
  readonly expected: number;
  /** A run of it has begun to report. */
  readonly reported: number;
  /** The run ended in failure, or its allocation is over and no end came. */
  readonly failed: number;
  /** The run ended in order. */
  readonly done: number;
  /** Nothing came, and nothing is waited for any more. */
  readonly silent: number;
}

export interface DispatchHost {
  readonly host: string;
  /** It was named when the dispatch was registered. */
  readonly expected: boolean;
  /** Nothing came, and nothing is waited for any more. */
  readonly silent: boolean;
  readonly node: string | null;
  readonly allocation: string | null;
  /** The run of this dispatch on the host, the newest where there are several. */
  readonly run: RunRow | undefined;
}

/** What the runs that ended in one span of time came to, for the chart of drift over time. */
export interface DriftPoint {
  /** Milliseconds since 1970: the beginning of the span, on a full hour. */
  readonly time: number;
  readonly runs: number;
  /** Checks that found drift, and applies that mended it. */
  readonly drifted: number;
  readonly failed: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** To be given for the next page; null at the end. */
  readonly cursor: string | null;
}

export interface RunFilter {
  readonly host?: string | undefined;
  readonly status?: RunStatus | undefined;
  readonly dispatch?: string | undefined;
  readonly commit?: string | undefined;
  readonly check?: boolean | undefined;
}

export interface TaskFilter {
  readonly result?: TaskResult | undefined;
}

export interface DispatchHostFilter {
  /** `missing`: no run of it has begun to report. */
  readonly only?: 'reported' | 'missing' | undefined;
}

export interface CompareFilter {
  /** Leaves out the pairs whose results are the same. */
  readonly onlyDifferent?: boolean | undefined;
}

export interface HostFilter {
  readonly state?: HostState | undefined;
  /** Part of the name. */
  readonly search?: string | undefined;
}

/**
 * What pages and API read. Each call answers from one moment's state of the database, at once (it is synchronous), and never
 * waits for the writer. A limit is at most 1,000; the cursor is what the page before gave.
 * @throws Refusal with status 400 for a cursor that is none
 */
export interface Reader {
  /** By name. */
  hosts(filter: HostFilter, limit: number, cursor?: string): Page<HostRow>;
  /** How many hosts are in each state. */
  hostCounts(): Readonly<Record<HostState, number>>;
  host(name: string): HostRow | undefined;
  /** The facts the last run reported, if it reported any. */
  facts(host: string): Readonly<Record<string, unknown>> | undefined;
  /** Newest first. */
  runs(filter: RunFilter, limit: number, cursor?: string): Page<RunRow>;
  run(id: string): RunRow | undefined;
  /** What the run warned of. */
  warnings(run: string): readonly string[];
  /** In the order they ran. */
  tasks(run: string, filter: TaskFilter, limit: number, cursor?: string): Page<TaskRow>;
  task(run: string, number: number): TaskDetail | undefined;
  /** In the order of the left run, what only the right one has at the end; undefined where one of the runs is not there. */
  compare(left: string, right: string, filter: CompareFilter, limit: number, cursor?: string): Page<TaskPair> | undefined;
  /** Newest first. */
  dispatches(limit: number, cursor?: string): Page<DispatchRow>;
  dispatch(id: string): DispatchRow | undefined;
  /** By name. */
  dispatchHosts(id: string, filter: DispatchHostFilter, limit: number, cursor?: string): Page<DispatchHost>;
  /** `points` spans of the same length, the first of which holds `from`, the last `to`; shorter than an hour there is none. */
  drift(from: number, to: number, points: number): readonly DriftPoint[];
}
