import type { Database } from './database.ts';
import type { Retention } from './messages.ts';
import { type RunToRemove, removeDispatch, removeRun } from './remove-run.ts';
import { pruneTaskNames } from './task-names.ts';

/** Runs that one step removes: so few that reports need not wait for it. */
const step = 20;
const day = 86_400_000;

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

function tooOld(database: Database, cutoff: number): RunToRemove[] {
  return database.all<RunToRemove>(
    `SELECT runs.id, runs.host, runs.dispatch FROM runs JOIN hosts ON hosts.id = runs.host
     WHERE runs.started < ? AND hosts.last_run <> runs.id AND runs.status <> 'running' ORDER BY runs.started LIMIT ?`,
    cutoff,
    step,
  );
}

function tooMany(database: Database, keepRuns: number): RunToRemove[] {
  const host = database.get<{ id: number }>('SELECT id FROM hosts WHERE runs > ? LIMIT 1', keepRuns);
  if (host === undefined) return [];
  return database.all<RunToRemove>(
    `SELECT id, host, dispatch FROM runs WHERE host = ? ORDER BY started DESC, id DESC LIMIT ? OFFSET ?`,
    host.id,
    step,
    keepRuns,
  );
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
