import type { RunRow, RunStatus } from '../model.ts';

/** A run as it is read; every name begins with `run_`, so that other tables may stand beside it. All are null where a join found none. */
export interface RunColumns {
  run_id: number | null;
  run_run: string;
  run_host: string;
  run_status: RunStatus;
  run_is_check: number;
  run_commit_id: string | null;
  run_version: string;
  run_playbook: string;
  run_roles: string;
  run_dispatch: string | null;
  run_allocation: string | null;
  run_node: string | null;
  run_started: number;
  run_duration: number | null;
  run_ok: number;
  run_changed: number;
  run_unreachable: number;
  run_failed: number;
  run_skipped: number;
  run_rescued: number;
  run_ignored: number;
  run_drift: number;
  run_message: string | null;
  run_tasks: number;
}

const plain =
  'id run status is_check commit_id version playbook roles dispatch allocation node started duration ok changed unreachable failed skipped rescued ignored drift message tasks';

/** The columns of `runs`, and the host's name from `hosts`. */
export const runColumns = `${plain
  .split(' ')
  .map((name) => `runs.${name} AS run_${name}`)
  .join(', ')}, hosts.name AS run_host`;

export function runRow(row: RunColumns): RunRow {
  const check = row.run_is_check === 1;
  return {
    run: row.run_run,
    host: row.run_host,
    status: row.run_status,
    check,
    commit: row.run_commit_id,
    version: row.run_version,
    playbook: row.run_playbook,
    roles: JSON.parse(row.run_roles) as string[],
    dispatch: row.run_dispatch,
    allocation: row.run_allocation,
    node: row.run_node,
    started: row.run_started,
    duration: row.run_duration,
    recap: {
      ok: row.run_ok,
      changed: row.run_changed,
      unreachable: row.run_unreachable,
      failed: row.run_failed,
      skipped: row.run_skipped,
      rescued: row.run_rescued,
      ignored: row.run_ignored,
    },
    corrective: !check && row.run_drift > 0,
    drifted: check && row.run_drift > 0,
    tasks: row.run_tasks,
    message: row.run_message,
  };
}

/** The run of a row whose join may have found none. */
export function joinedRun(row: RunColumns): RunRow | undefined {
  return row.run_id === null ? undefined : runRow(row);
}
