import { DroverError } from '../core/errors.ts';
import { truthy } from '../core/value/text.ts';
import type { Dict } from '../core/value/types.ts';
import type { Located, Task } from '../language/ast.ts';
import { toldText } from './results.ts';
import type { Templates } from './templates.ts';
import { allHold } from './when.ts';

/**
 * Lets `changed_when` and `failed_when` decide about a result, in place. The templates see it under the name it
 * is registered as. A condition that cannot be evaluated fails the task, leaves the rest of its result and ends the
 * judgement. What a module skipped, as many do in check mode, is not judged.
 */
export function judge(result: Dict, { changedWhen, failedWhen }: Task, templates: Templates): void {
  if (result.has('skipped')) return;
  const isJudged = decide(result, changedWhen, 'changed_when_result', templates, (holds) => {
    result.set('changed', holds);
  });
  if (!isJudged) return;
  decide(result, failedWhen, 'failed_when_result', templates, (holds) => {
    result.set('failed', holds);
    result.set('failed_when_result', holds);
  });
}

function decide(
  result: Dict,
  conditions: readonly Located[] | undefined,
  field: string,
  templates: Templates,
  apply: (holds: boolean) => void,
): boolean {
  if (conditions === undefined || conditions.length === 0) return true;
  try {
    apply(allHold(conditions, templates));
    return true;
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const why = toldText(error);
    result.set('failed', true);
    result.set(field, why);
    if ((result.get('msg') ?? '') === '') result.set('msg', why);
    return false;
  }
}

export function isChanged(result: Dict): boolean {
  return truthy(result.get('changed') ?? false);
}

/** Whether a result says that it failed: what `until` and the word `failed` of templates go by. */
export function saysFailed(result: Dict): boolean {
  return truthy(result.get('failed') ?? false);
}

/**
 * Whether a task or an item of it failed: what `failed_when` said goes before what `until` made of it when its tries were used
 * up (ansible-core 2.18, `TaskResult.is_failed`).
 */
export function isFailed(result: Dict): boolean {
  const turns = resultsOf(result);
  const judged = [result, ...turns].filter((each) => each.has('failed_when_result'));
  if (judged.length > 0) return judged.some((each) => truthy(each.get('failed_when_result') ?? false));
  return result.has('failed') ? saysFailed(result) : turns.some(saysFailed);
}

function resultsOf(result: Dict): Dict[] {
  const results = result.get('results');
  return Array.isArray(results) ? results.filter((each) => each instanceof Map) : [];
}

export function isSkipped(result: Dict): boolean {
  return truthy(result.get('skipped') ?? false);
}
