import { truthy } from '../core/value/text.ts';
import type { Dict } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import type { Templates } from './templates.ts';
import { allHold } from './when.ts';

/**
 * Lets `changed_when` and `failed_when` decide about a result, in place. The templates see it under the name it
 * is registered as.
 */
export function judge(result: Dict, task: Task, templates: Templates): void {
  if (task.changedWhen !== undefined && task.changedWhen.length > 0) result.set('changed', allHold(task.changedWhen, templates));
  if (task.failedWhen === undefined || task.failedWhen.length === 0) return;
  const failed = allHold(task.failedWhen, templates);
  result.set('failed', failed);
  result.set('failed_when_result', failed);
}

export function isChanged(result: Dict): boolean {
  return truthy(result.get('changed') ?? false);
}

export function isFailed(result: Dict): boolean {
  return truthy(result.get('failed') ?? false);
}

export function isSkipped(result: Dict): boolean {
  return truthy(result.get('skipped') ?? false);
}
