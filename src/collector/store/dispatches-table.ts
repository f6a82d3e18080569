import type { Database } from './database.ts';
import type { NewDispatch } from './messages.ts';
import type { StoredRun } from './runs-table.ts';

/** `waiting` until a run of the dispatch reports from the host, or it is given up as `silent`. */
export type DispatchHostState = 'waiting' | 'running' | 'done' | 'failed' | 'silent';

export interface StoredDispatchHost {
  readonly dispatch: number;
  readonly host: number;
  readonly isExpected: boolean;
  readonly state: DispatchHostState;
  readonly node: string | null;
  readonly allocation: string | null;
  readonly run: number | null;
  readonly deadline: number;
}

type Row = Omit<StoredDispatchHost, 'isExpected'> & { is_expected: number };

/** Registers a dispatch; one that its runs made known before gets what they could not tell. @returns its id */
export function putDispatch(database: Database, { dispatch, commit, roles, check, started, by }: NewDispatch): number {
  database.run(
    `INSERT INTO dispatches (dispatch, commit_id, roles, is_check, started, requested_by, is_registered) VALUES (?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (dispatch) DO UPDATE SET commit_id = excluded.commit_id, roles = excluded.roles, is_check = excluded.is_check,
     started = excluded.started, requested_by = excluded.requested_by, is_registered = 1`,
    dispatch,
    commit,
    JSON.stringify(roles),
    Number(check),
    started,
    by,
  );
  return dispatchNamed(database, dispatch)?.id ?? missing(dispatch);
}

export function dispatchNamed(database: Database, dispatch: string): { id: number; started: number } | undefined {
  return database.get('SELECT id, started FROM dispatches WHERE dispatch = ?', dispatch);
}

export function dispatchHost(database: Database, dispatch: number, host: number): StoredDispatchHost | undefined {
  return dispatchHostRows(database, 'dispatch = ? AND host = ?', dispatch, host)[0];
}

/** @param where of the statement, a constant of the program */
export function dispatchHostRows(database: Database, where: string, ...values: (string | number)[]): StoredDispatchHost[] {
  const rows = database.all<Row>(`SELECT * FROM dispatch_hosts WHERE ${where}`, ...values);
  return rows.map(({ is_expected, ...row }) => ({ ...row, isExpected: is_expected === 1 }));
}

/** Writes a host of a dispatch, and keeps the dispatch's counts. */
export function putDispatchHost(database: Database, row: StoredDispatchHost): void {
  const before = dispatchHost(database, row.dispatch, row.host);
  database.run(
    `INSERT INTO dispatch_hosts (dispatch, host, is_expected, state, node, allocation, run, deadline) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (dispatch, host) DO UPDATE SET is_expected = excluded.is_expected, state = excluded.state, node = excluded.node,
     allocation = excluded.allocation, run = excluded.run, deadline = excluded.deadline`,
    row.dispatch,
    row.host,
    Number(row.isExpected),
    row.state,
    row.node,
    row.allocation,
    row.run,
    row.deadline,
  );
  recount(database, row.dispatch, before, row);
}

/** Takes a host out of a dispatch, and out of its counts. */
export function dropDispatchHost(database: Database, row: StoredDispatchHost): void {
  database.run('DELETE FROM dispatch_hosts WHERE dispatch = ? AND host = ?', row.dispatch, row.host);
  recount(database, row.dispatch, row, undefined);
}

type Counted = Pick<StoredDispatchHost, 'isExpected' | 'state'> | undefined;

function recount(database: Database, dispatch: number, before: Counted, after: Counted): void {
  const by = (state: DispatchHostState): number => Number(after?.state === state) - Number(before?.state === state);
  database.run(
    `UPDATE dispatches SET expected = expected + ?, running = running + ?, done = done + ?, failed = failed + ?,
     silent = silent + ? WHERE id = ?`,
    Number(after?.isExpected ?? false) - Number(before?.isExpected ?? false),
    by('running'),
    by('done'),
    by('failed'),
    by('silent'),
    dispatch,
  );
}

/** Tells the run's dispatch how the run stands. A dispatch that nobody registered is made of its runs. */
export function tellDispatch(database: Database, run: StoredRun, node: string | null): void {
  if (run.dispatch === null) return;
  const dispatch = dispatchNamed(database, run.dispatch)?.id ?? unregistered(database, run.dispatch, run);
  const before = dispatchHost(database, dispatch, run.host);
  if (before !== undefined && isOlder(database, run, before.run)) return;
  putDispatchHost(database, {
    dispatch,
    host: run.host,
    isExpected: before?.isExpected ?? false,
    state: run.status === 'running' || run.status === 'done' ? run.status : 'failed',
    node: node ?? before?.node ?? null,
    allocation: run.allocation ?? before?.allocation ?? null,
    run: run.id,
    deadline: before?.deadline ?? 0,
  });
}

/** Nomad may run an allocation of a dispatch twice on a node: the newest run counts. */
function isOlder(database: Database, run: StoredRun, other: number | null): boolean {
  if (other === null || other === run.id) return false;
  const { started } = database.get<{ started: number }>('SELECT started FROM runs WHERE id = ?', other) ?? { started: 0 };
  return run.started < started;
}

function unregistered(database: Database, dispatch: string, { commit, roles, check, started }: StoredRun): number {
  return database.insert(
    'INSERT INTO dispatches (dispatch, commit_id, roles, is_check, started, is_registered) VALUES (?, ?, ?, ?, ?, 0)',
    dispatch,
    commit,
    JSON.stringify(roles),
    Number(check),
    started,
  );
}

function missing(dispatch: string): never {
  throw new Error(`dispatch ${dispatch} is not there after it was written`);
}
