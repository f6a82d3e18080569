import type { TaskResult } from '../core/events.ts';
import { type Frame, roleOf } from './frame.ts';
import { count } from './recap.ts';
import type { PlayRun } from './run-state.ts';

/** Counts how a task ended, and notes of its role that it has begun: tasks that are skipped leave a role unused. */
export function countResult({ run, begunRoles }: PlayRun, frame: Frame, result: TaskResult, changed: boolean): void {
  count(run.recap, result, changed);
  const role = roleOf(frame);
  if (role !== undefined && result !== 'skipped') begunRoles.add(role);
}
