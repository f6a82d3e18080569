import type { Recap, TaskResult } from '../core/events.ts';

export type Counts = { -readonly [K in keyof Recap]: Recap[K] };

export function emptyRecap(): Counts {
  return { ok: 0, changed: 0, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };
}

/**
 * Counts one ended task as Ansible does: a changed task is ok too; an ignored failure is ok and ignored, and
 * changed where its result says so; a rescued failure is only that.
 */
export function count(recap: Counts, result: TaskResult, changed: boolean): void {
  if (result === 'skipped' || result === 'failed' || result === 'rescued') {
    recap[result] += 1;
    return;
  }
  recap.ok += 1;
  if (result === 'ignored') recap.ignored += 1;
  if (changed) recap.changed += 1;
}
