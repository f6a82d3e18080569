import type { HostState } from '../model.ts';
import type { Converged } from './converged.ts';
import type { Database } from './database.ts';

/** A host as the writer knows it. */
export interface StoredHost {
  readonly id: number;
  readonly name: string;
  readonly state: HostState;
  readonly lastRun: number | null;
  readonly lastStarted: number;
  readonly converged: Converged;
}

interface Row {
  id: number;
  name: string;
  state: HostState;
  last_run: number | null;
  last_started: number;
  converged_commit: string | null;
  converged_roles: string;
}

/** The host of this name, made where it is new. @param now milliseconds since 1970 */
export function hostNamed(database: Database, name: string, now: number): StoredHost {
  const row = database.get<Row>('SELECT * FROM hosts WHERE name = ?', name);
  if (row !== undefined) return storedHost(row);
  const id = database.insert("INSERT INTO hosts (name, state, seen) VALUES (?, 'running', ?)", name, now);
  const converged = { commit: null, roles: new Set<string>() };
  return { id, name, state: 'running', lastRun: null, lastStarted: 0, converged };
}

export function hostWithId(database: Database, id: number): StoredHost | undefined {
  const row = database.get<Row>('SELECT * FROM hosts WHERE id = ?', id);
  return row && storedHost(row);
}

export function setHostState(database: Database, id: number, state: HostState, now: number): void {
  database.run('UPDATE hosts SET state = ?, seen = ? WHERE id = ?', state, now, id);
}

export function setLastRun(database: Database, id: number, run: { id: number; started: number }): void {
  database.run('UPDATE hosts SET last_run = ?, last_started = ? WHERE id = ?', run.id, run.started, id);
}

export function setConverged(database: Database, id: number, { commit, roles }: Converged): void {
  const sorted = JSON.stringify([...roles].sort());
  database.run('UPDATE hosts SET converged_commit = ?, converged_roles = ? WHERE id = ?', commit, sorted, id);
}

function storedHost(row: Row): StoredHost {
  const roles = new Set(JSON.parse(row.converged_roles) as string[]);
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    lastRun: row.last_run,
    lastStarted: row.last_started,
    converged: { commit: row.converged_commit, roles },
  };
}
