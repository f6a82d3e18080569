import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { Located } from '../language/ast.ts';
import type { Templates } from './templates.ts';

/** The first condition that does not hold, outermost first; undefined where all do. */
export function failedCondition(conditions: readonly Located[] | undefined, templates: Templates): Value | undefined {
  return conditions?.find((condition) => !holds(condition, templates))?.value;
}

/** Whether all conditions hold. */
export function allHold(conditions: readonly Located[], templates: Templates): boolean {
  return failedCondition(conditions, templates) === undefined;
}

function holds(condition: Located, templates: Templates): boolean {
  try {
    return templates.condition(condition);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const message = `Cannot evaluate the condition "${text(condition.value)}": ${error.message}`;
    throw new DroverError(error.code, message, { span: error.span ?? condition.span, hint: error.hint, cause: error });
  }
}
