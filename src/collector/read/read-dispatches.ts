import type { DispatchHost, DispatchHostFilter, DispatchRow, Page } from '../model.ts';
import type { Database } from '../store/database.ts';
import { numbersIn } from './cursor.ts';
import { pageOf } from './page-of.ts';
import { joinedRun, type RunColumns, runColumns } from './run-columns.ts';
import { Where } from './where.ts';

interface Row {
  id: number;
  dispatch: string;
  commit_id: string | null;
  roles: string;
  is_check: number;
  started: number;
  requested_by: string | null;
  is_registered: number;
  expected: number;
  running: number;
  done: number;
  failed: number;
  silent: number;
}

type HostColumns = RunColumns & {
  name: string;
  is_expected: number;
  state: string;
  node: string | null;
  allocation: string | null;
};

/** Newest first. */
export function readDispatches(database: Database, limit: number, cursor?: string): Page<DispatchRow> {
  const where = new Where();
  if (cursor !== undefined) where.add('(started, id) < (?, ?)', ...numbersIn(cursor, 2));
  const sql = `SELECT * FROM dispatches ${where.sql} ORDER BY started DESC, id DESC LIMIT ?`;
  const rows = database.all<Row>(sql, ...where.values, limit + 1);
  return pageOf(rows, limit, dispatchRow, ({ started, id }) => [started, id]);
}

export function readDispatch(database: Database, dispatch: string): DispatchRow | undefined {
  const row = database.get<Row>('SELECT * FROM dispatches WHERE dispatch = ?', dispatch);
  return row && dispatchRow(row);
}

/** The hosts of a dispatch by name, each with its run. */
export function readDispatchHosts(
  database: Database,
  dispatch: string,
  { only }: DispatchHostFilter,
  limit: number,
  cursor?: string,
): Page<DispatchHost> {
  const where = new Where();
  where.add('d.dispatch = (SELECT id FROM dispatches WHERE dispatch = ?)', dispatch);
  if (only !== undefined)
    where.add(only === 'missing' ? "d.state IN ('waiting', 'silent')" : "d.state NOT IN ('waiting', 'silent')");
  if (cursor !== undefined) where.add('hosts.name > ?', cursor);
  const rows = database.all<HostColumns>(
    `SELECT hosts.name, d.is_expected, d.state, d.node, d.allocation, ${runColumns} FROM dispatch_hosts AS d
     JOIN hosts ON hosts.id = d.host LEFT JOIN runs ON runs.id = d.run ${where.sql} ORDER BY hosts.name LIMIT ?`,
    ...where.values,
    limit + 1,
  );
  return pageOf(rows, limit, dispatchHost, ({ name }) => [name]);
}

function dispatchRow(row: Row): DispatchRow {
  const reported = row.running + row.done + row.failed;
  return {
    dispatch: row.dispatch,
    commit: row.commit_id,
    roles: JSON.parse(row.roles) as string[],
    check: row.is_check === 1,
    started: row.started,
    by: row.requested_by,
    expected: row.is_registered === 1 ? row.expected : reported + row.silent,
    reported,
    failed: row.failed,
    done: row.done,
    silent: row.silent,
  };
}

function dispatchHost(row: HostColumns): DispatchHost {
  return {
    host: row.name,
    expected: row.is_expected === 1,
    silent: row.state === 'silent',
    node: row.node,
    allocation: row.allocation,
    run: joinedRun(row),
  };
}
