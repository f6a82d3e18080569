import { DroverError } from '../core/errors.ts';
import { truthy } from '../core/value/text.ts';
import type { Dict } from '../core/value/types.ts';
import type { Located, Task } from '../language/ast.ts';
import { toldText } from './results.ts';
import type { Templates } from './templates.ts';
import { allHold } from './when.ts';

/**
 * Lets `changed_when` and `failed_when` decide about a result, in place. The templates see it under the name it
 * is registered as. A condition that cannot be evaluated fails the task and leaves the rest of its result. What a module
 * skipped, as many do in check mode, is not judged.
 */
export function judge(result: Dict, { changedWhen, failedWhen }: Task, templates: Templates): void {
  if (result.has('skipped')) return;
  decide(result, changedWhen, 'changed_when_result', templates, (holds) => {
    result.set('changed', holds);
  });
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
): void {
  if (conditions === undefined || conditions.length === 0) return;
  try {
    apply(allHold(conditions, templates));
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const why = toldText(error);
    result.set('failed', true);
    result.set(field, why);
    if ((result.get('msg') ?? '') === '') result.set('msg', why);
  }
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
