import type { TaskResult } from '../../../core/events.ts';

/** Results in the order in which they want a person's eye. */
export const taskResults: readonly TaskResult[] = ['failed', 'rescued', 'ignored', 'changed', 'ok', 'skipped'];

export function urgency(result: TaskResult): number {
  return taskResults.indexOf(result);
}

/** Something went wrong, or was done. */
export function isLoud({ result }: { readonly result: TaskResult }): boolean {
  return urgency(result) < urgency('ok');
}
