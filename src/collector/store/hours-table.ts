import type { Database } from './database.ts';
import type { StoredRun } from './runs-table.ts';

const hour = 3_600_000;

/**
 * Counts a run that ended in the hour of its end; -1 takes it out again, for one that was given up and goes on after all. A run that
 * is under way counts nowhere.
 */
export function countInHour(database: Database, run: StoredRun, by: 1 | -1): void {
  if (run.status === 'running') return;
  const begin = Math.floor((run.started + (run.duration ?? 0)) / hour) * hour;
  database.run(
    `INSERT INTO hours (hour, runs, drifted, failed) VALUES (?, ?, ?, ?)
     ON CONFLICT (hour) DO UPDATE SET runs = runs + excluded.runs, drifted = drifted + excluded.drifted, failed = failed + excluded.failed`,
    begin,
    by,
    run.drift > 0 ? by : 0,
    run.status === 'done' ? 0 : by,
  );
}
