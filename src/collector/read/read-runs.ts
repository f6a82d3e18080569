import type { Page, RunFilter, RunRow } from '../model.ts';
import type { Database } from '../store/database.ts';
import { tasksPerRun } from '../store/migrations.ts';
import { numbersIn } from './cursor.ts';
import { pageOf } from './page-of.ts';
import { type RunColumns, runColumns, runRow } from './run-columns.ts';
import { Where } from './where.ts';

const select = `SELECT ${runColumns} FROM runs JOIN hosts ON hosts.id = runs.host`;

/** Newest first. */
export function readRuns(database: Database, filter: RunFilter, limit: number, cursor?: string): Page<RunRow> {
  const { host, status, dispatch, commit, check } = filter;
  const where = new Where();
  if (host !== undefined) where.add('runs.host = (SELECT id FROM hosts WHERE name = ?)', host);
  if (status !== undefined) where.add('runs.status = ?', status);
  if (dispatch !== undefined) where.add('runs.dispatch = ?', dispatch);
  if (commit !== undefined) where.add('runs.commit_id = ?', commit);
  if (check !== undefined) where.add('runs.is_check = ?', Number(check));
  if (cursor !== undefined) where.add('(runs.started, runs.id) < (?, ?)', ...numbersIn(cursor, 2));
  const rows = database.all<RunColumns & { run_id: number }>(
    `${select} ${where.sql} ORDER BY runs.started DESC, runs.id DESC LIMIT ?`,
    ...where.values,
    limit + 1,
  );
  return pageOf(rows, limit, runRow, ({ run_started, run_id }) => [run_started, run_id]);
}

export function readRun(database: Database, run: string): RunRow | undefined {
  const row = database.get<RunColumns>(`${select} WHERE runs.run = ?`, run);
  return row && runRow(row);
}

export function readWarnings(database: Database, run: string): readonly string[] {
  const rows = database.all<{ message: string }>(
    `SELECT warnings.message FROM runs JOIN warnings ON warnings.id BETWEEN runs.id * ?1 AND (runs.id + 1) * ?1 - 1
     WHERE runs.run = ?2 ORDER BY warnings.id`,
    tasksPerRun,
    run,
  );
  return rows.map(({ message }) => message);
}
