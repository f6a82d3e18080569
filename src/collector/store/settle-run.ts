import { convergedAfter } from './converged.ts';
import type { Database } from './database.ts';
import { tellDispatch } from './dispatches-table.ts';
import { hostState } from './host-state.ts';
import { type StoredHost, setConverged, setHostState, setLastRun } from './hosts-table.ts';
import { countInHour } from './hours-table.ts';
import { tasksPerRun } from './migrations.ts';
import { type StoredRun, updateRun } from './runs-table.ts';

/**
 * Writes a run as it is now, and what follows from it for its host and its dispatch. The caller has taken a run that had ended out of
 * its hour.
 * @param node of Nomad, where this part of the report names it
 * @param now milliseconds since 1970
 */
export function settleRun(database: Database, run: StoredRun, host: StoredHost, node: string | null, now: number): void {
  updateRun(database, run, now);
  countInHour(database, run, 1);
  tellDispatch(database, run, node);
  // What was kept on the host for some time says nothing of how the host is now.
  if (run.id !== host.lastRun && run.started < host.lastStarted) return;
  if (run.id !== host.lastRun) setLastRun(database, host.id, run);
  setHostState(database, host.id, hostState({ ...run, changed: run.recap.changed }), now);
  if (run.status === 'running') return;
  const converged = convergedAfter(host.converged, run, run.status, () => rolesOf(database, run));
  if (converged !== host.converged) setConverged(database, host.id, converged);
}

function rolesOf(database: Database, { id }: StoredRun): string[] {
  const rows = database.all<{ role: string }>(
    "SELECT DISTINCT role FROM tasks JOIN task_names ON task_names.id = tasks.name WHERE tasks.id BETWEEN ? AND ? AND role <> ''",
    id * tasksPerRun,
    (id + 1) * tasksPerRun - 1,
  );
  return rows.map(({ role }) => role);
}
