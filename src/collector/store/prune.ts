import type { Database } from './database.ts';
import type { Retention } from './messages.ts';
import { tasksPerRun } from './migrations.ts';
import { pruneTaskNames } from './task-names.ts';

/** Runs that one step removes: so few that reports need not wait for it. */
const step = 20;
const day = 86_400_000;

interface Doomed {
  id: number;
  host: number;
  dispatch: string | null;
}

/**
 * Removes some of what is to be kept no longer, and gives space back to the disk. The newest run of each host stays.
 * @param now milliseconds since 1970
 * @returns how many runs it removed; none when all is done
 */
export function prune(database: Database, { keepRuns, keepDays }: Retention, now: number): number {
  const cutoff = now - keepDays * day;
  const doomed = [...tooOld(database, cutoff), ...tooMany(database, keepRuns)].slice(0, step);
  for (const run of doomed) removeRun(database, run);
  if (doomed.length === 0) tidy(database, cutoff, now);
  database.exec('PRAGMA incremental_vacuum(500)');
  return doomed.length;
}

function tooOld(database: Database, cutoff: number): Doomed[] {
  return database.all<Doomed>(
    `SELECT runs.id, runs.host, runs.dispatch FROM runs JOIN hosts ON hosts.id = runs.host
     WHERE runs.started < ? AND hosts.last_run <> runs.id AND runs.status <> 'running' ORDER BY runs.started LIMIT ?`,
    cutoff,
    step,
  );
}

function tooMany(database: Database, keepRuns: number): Doomed[] {
  const host = database.get<{ id: number }>('SELECT id FROM hosts WHERE runs > ? LIMIT 1', keepRuns);
  if (host === undefined) return [];
  return database.all<Doomed>(
    `SELECT id, host, dispatch FROM runs WHERE host = ? ORDER BY started DESC, id DESC LIMIT ? OFFSET ?`,
    host.id,
    step,
    keepRuns,
  );
}

function removeRun(database: Database, { id, host, dispatch }: Doomed): void {
  const [first, last] = [id * tasksPerRun, (id + 1) * tasksPerRun - 1];
  for (const table of ['tasks', 'details', 'warnings'])
    database.run(`DELETE FROM ${table} WHERE id BETWEEN ? AND ?`, first, last);
  const removed = database.run('DELETE FROM runs WHERE id = ?', id);
  database.run('UPDATE hosts SET runs = runs - ? WHERE id = ?', removed, host);
  if (dispatch !== null) removeDispatch(database, dispatch);
}

/** A dispatch goes with the last of its runs. */
function removeDispatch(database: Database, name: string): void {
  const found = database.get<{ id: number }>(
    'SELECT id FROM dispatches WHERE dispatch = ?1 AND NOT EXISTS (SELECT 1 FROM runs WHERE dispatch = ?1)',
    name,
  );
  if (found === undefined) return;
  database.run('DELETE FROM dispatch_hosts WHERE dispatch = ?', found.id);
  database.run('DELETE FROM dispatches WHERE id = ?', found.id);
}

/** What no run needs any more: task names, dispatches nobody reported of, ended sessions. */
function tidy(database: Database, cutoff: number, now: number): void {
  const oldest = database.get<{ started: number | null }>('SELECT min(started) AS started FROM runs');
  pruneTaskNames(database, oldest?.started ?? cutoff);
  const unheard = database.all<{ dispatch: string }>(
    'SELECT dispatch FROM dispatches WHERE started < ? ORDER BY started LIMIT ?',
    cutoff,
    step,
  );
  for (const { dispatch } of unheard) removeDispatch(database, dispatch);
  database.run('DELETE FROM sessions WHERE expires < ?', now);
}
