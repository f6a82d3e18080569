import { type HostFilter, type HostRow, type HostState, hostStates, type Page } from '../model.ts';
import type { Database } from '../store/database.ts';
import { unpack } from '../store/packed.ts';
import { pageOf } from './page-of.ts';
import { joinedRun, type RunColumns, runColumns } from './run-columns.ts';
import { Where } from './where.ts';

type Row = RunColumns & { name: string; state: HostState; seen: number };

const select = `SELECT hosts.name, hosts.state, hosts.seen, ${runColumns} FROM hosts LEFT JOIN runs ON runs.id = hosts.last_run`;

/** By name; nothing is counted, the writer keeps what is shown. */
export function readHosts(database: Database, { state, search }: HostFilter, limit: number, cursor?: string): Page<HostRow> {
  const where = new Where();
  if (state !== undefined) where.add('hosts.state = ?', state);
  if (search !== undefined && search !== '') where.add('instr(lower(hosts.name), lower(?)) > 0', search);
  if (cursor !== undefined) where.add('hosts.name > ?', cursor);
  const rows = database.all<Row>(`${select} ${where.sql} ORDER BY hosts.name LIMIT ?`, ...where.values, limit + 1);
  return pageOf(rows, limit, hostRow, ({ name }) => [name]);
}

export function readHost(database: Database, name: string): HostRow | undefined {
  const row = database.get<Row>(`${select} WHERE hosts.name = ?`, name);
  return row && hostRow(row);
}

export function readHostCounts(database: Database): Readonly<Record<HostState, number>> {
  const rows = database.all<{ state: HostState; count: number }>('SELECT state, count(*) AS count FROM hosts GROUP BY state');
  const found = new Map(rows.map(({ state, count }) => [state, count]));
  return Object.fromEntries(hostStates.map((state) => [state, found.get(state) ?? 0])) as Record<HostState, number>;
}

export function readFacts(database: Database, host: string): Readonly<Record<string, unknown>> | undefined {
  const row = database.get<{ body: Uint8Array }>(
    'SELECT body FROM facts JOIN hosts ON hosts.id = facts.host WHERE hosts.name = ?',
    host,
  );
  return row && (unpack(row.body) as Record<string, unknown>);
}

function hostRow(row: Row): HostRow {
  const lastRun = joinedRun(row);
  return { host: row.name, state: row.state, commit: lastRun?.commit ?? null, lastRun, seen: row.seen };
}
