import type { Database } from './database.ts';
import { tasksPerRun } from './migrations.ts';

export interface RunToRemove {
  readonly id: number;
  readonly host: number;
  readonly dispatch: string | null;
}

/** Removes a run with all that belongs to it, and its dispatch where it was the last one. */
export function removeRun(database: Database, { id, host, dispatch }: RunToRemove): void {
  const [first, last] = [id * tasksPerRun, (id + 1) * tasksPerRun - 1];
  for (const table of ['tasks', 'details', 'warnings'])
    database.run(`DELETE FROM ${table} WHERE id BETWEEN ? AND ?`, first, last);
  const removed = database.run('DELETE FROM runs WHERE id = ?', id);
  database.run('UPDATE hosts SET runs = runs - ? WHERE id = ?', removed, host);
  if (dispatch !== null) removeDispatch(database, dispatch);
}

/** A dispatch goes with the last of its runs. */
export function removeDispatch(database: Database, name: string): void {
  const found = database.get<{ id: number }>(
    'SELECT id FROM dispatches WHERE dispatch = ?1 AND NOT EXISTS (SELECT 1 FROM runs WHERE dispatch = ?1)',
    name,
  );
  if (found === undefined) return;
  database.run('DELETE FROM dispatch_hosts WHERE dispatch = ?', found.id);
  database.run('DELETE FROM dispatches WHERE id = ?', found.id);
}
