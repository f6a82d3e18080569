import type { DroverError } from '../core/errors.ts';
import { formatSpan } from '../core/span.ts';
import { toValue } from '../core/value/convert.ts';
import type { Dict, Value } from '../core/value/types.ts';

/** The result of a task whose condition does not hold. */
export function skippedResult(condition: Value): Dict {
  return new Map<Value, Value>([
    ['changed', false],
    ['skipped', true],
    ['skip_reason', 'Conditional result was False'],
    ['false_condition', condition],
  ]);
}

/** What the operator is to be told, as a task's result. */
export function failedResult(error: DroverError): Dict {
  const fields = toValue(error.result) as Dict;
  return new Map<Value, Value>([['changed', false], ['failed', true], ...fields, ['msg', toldText(error)]]);
}

/** Message, hint and place of an error in one line. */
export function toldText({ message, hint, span }: DroverError): string {
  return `${message}${hint === undefined ? '' : `; ${hint}`}${span === undefined ? '' : ` (${formatSpan(span)})`}`;
}
