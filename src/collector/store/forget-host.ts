import type { Database } from './database.ts';
import { dispatchHostRows, dropDispatchHost } from './dispatches-table.ts';
import { type RunToRemove, removeRun } from './remove-run.ts';

/** Removes a host that is no more, with its runs. One that reports again is a new one. @returns whether it was there */
export function forgetHost(database: Database, name: string): boolean {
  const host = database.get<{ id: number }>('SELECT id FROM hosts WHERE name = ?', name);
  if (host === undefined) return false;
  for (const row of dispatchHostRows(database, 'host = ?', host.id)) dropDispatchHost(database, row);
  for (const run of database.all<RunToRemove>('SELECT id, host, dispatch FROM runs WHERE host = ?', host.id))
    removeRun(database, run);
  database.run('DELETE FROM facts WHERE host = ?', host.id);
  database.run('DELETE FROM hosts WHERE id = ?', host.id);
  return true;
}
