import type { Recap } from '../../core/events.ts';
import type { Counts } from '../../engine/recap.ts';
import type { RunStatus } from '../model.ts';
import type { Database } from './database.ts';

/** A run as the writer changes it. */
export interface StoredRun {
  readonly id: number;
  readonly run: string;
  readonly host: number;
  readonly check: boolean;
  readonly commit: string | null;
  readonly roles: readonly string[];
  readonly dispatch: string | null;
  readonly allocation: string | null;
  readonly started: number;
  status: RunStatus;
  duration: number | null;
  recap: Counts;
  /** How many changed tasks the host had converged before. */
  drift: number;
  message: string | null;
  /** How many of its events are here. */
  events: number;
  tasks: number;
  warnings: number;
}

/** What `run_start` and the head of the report say, which never changes. */
export interface NewRun {
  readonly run: string;
  readonly host: number;
  readonly check: boolean;
  readonly commit: string | null;
  readonly version: string;
  readonly playbook: string;
  readonly roles: readonly string[];
  readonly dispatch: string | null;
  readonly allocation: string | null;
  readonly node: string | null;
  readonly started: number;
}

interface Row extends Recap {
  id: number;
  run: string;
  host: number;
  status: RunStatus;
  is_check: number;
  commit_id: string | null;
  roles: string;
  dispatch: string | null;
  allocation: string | null;
  started: number;
  duration: number | null;
  drift: number;
  message: string | null;
  events: number;
  tasks: number;
  warnings: number;
}

export function runNamed(database: Database, run: string): StoredRun | undefined {
  const row = database.get<Row>('SELECT * FROM runs WHERE run = ?', run);
  return row && storedRun(row);
}

export function runWithId(database: Database, id: number): StoredRun | undefined {
  const row = database.get<Row>('SELECT * FROM runs WHERE id = ?', id);
  return row && storedRun(row);
}

/** @param now milliseconds since 1970 */
export function insertRun(database: Database, run: NewRun, now: number): StoredRun {
  database.insert(
    `INSERT INTO runs (run, host, status, is_check, commit_id, version, playbook, roles, dispatch, allocation, node, started, heard)
     VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    run.run,
    run.host,
    Number(run.check),
    run.commit,
    run.version,
    run.playbook,
    JSON.stringify(run.roles),
    run.dispatch,
    run.allocation,
    run.node,
    run.started,
    now,
  );
  database.run('UPDATE hosts SET runs = runs + 1 WHERE id = ?', run.host);
  const inserted = runNamed(database, run.run);
  if (inserted === undefined) throw new Error(`run ${run.run} is not there after it was written`);
  return inserted;
}

/** Writes what can change of a run. @param now milliseconds since 1970 */
export function updateRun(database: Database, run: StoredRun, now: number): void {
  const { ok, changed, unreachable, failed, skipped, rescued, ignored } = run.recap;
  database.run(
    `UPDATE runs SET status = ?, heard = ?, duration = ?, ok = ?, changed = ?, unreachable = ?, failed = ?, skipped = ?,
     rescued = ?, ignored = ?, drift = ?, message = ?, events = ?, tasks = ?, warnings = ? WHERE id = ?`,
    run.status,
    now,
    run.duration,
    ok,
    changed,
    unreachable,
    failed,
    skipped,
    rescued,
    ignored,
    run.drift,
    run.message,
    run.events,
    run.tasks,
    run.warnings,
    run.id,
  );
}

function storedRun(row: Row): StoredRun {
  const { id, run, host, status, dispatch, allocation, started, duration, drift, message, events, tasks, warnings } = row;
  const { ok, changed, unreachable, failed, skipped, rescued, ignored } = row;
  return {
    id,
    run,
    host,
    status,
    check: row.is_check === 1,
    commit: row.commit_id,
    roles: JSON.parse(row.roles) as string[],
    dispatch,
    allocation,
    started,
    duration,
    recap: { ok, changed, unreachable, failed, skipped, rescued, ignored },
    drift,
    message,
    events,
    tasks,
    warnings,
  };
}
