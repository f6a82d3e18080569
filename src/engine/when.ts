import type { Value } from '../core/value/types.ts';
import type { Located } from '../language/ast.ts';
import type { Templates } from './templates.ts';

/** The first condition that does not hold, outermost first; undefined where all do. */
export function failedCondition(conditions: readonly Located[] | undefined, templates: Templates): Value | undefined {
  return conditions?.find((condition) => !templates.condition(condition))?.value;
}

/** Whether all conditions hold. */
export function allHold(conditions: readonly Located[], templates: Templates): boolean {
  return failedCondition(conditions, templates) === undefined;
}
