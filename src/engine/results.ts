import type { DroverError } from '../core/errors.ts';
import { formatSpan } from '../core/span.ts';
import { toValue } from '../core/value/convert.ts';
import type { Dict, Value } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';

/** The result of a task whose condition does not hold. */
export function skippedResult(condition: Value): Dict {
  return new Map<Value, Value>([
    ['changed', false],
    ['skipped', true],
    ['skip_reason', 'Conditional result was False'],
    ['false_condition', condition],
  ]);
}

/** What the operator is to be told, as the result of a task whose module never ran: it does not say `changed`. */
export function failedResult(error: DroverError): Dict {
  const fields = toValue(error.result) as Dict;
  return new Map<Value, Value>([['failed', true], ...fields, ['msg', toldText(error)]]);
}

/** A task that took longer than its `timeout` of so many seconds (words of ansible-core 2.18, `TaskExecutor`). */
export function lateResult({ action }: Task, period: number): Dict {
  const msg = `The ${action.name} action failed to execute in the expected time frame (${period}) and was terminated`;
  const timedout = new Map<Value, Value>([['period', period]]);
  return new Map<Value, Value>([
    ['changed', false],
    ['failed', true],
    ['msg', msg],
    ['timedout', timedout],
  ]);
}

/** Message, hint and place of an error in one line. */
export function toldText({ message, hint, span }: DroverError): string {
  return `${message}${hint === undefined ? '' : `; ${hint}`}${span === undefined ? '' : ` (${formatSpan(span)})`}`;
}
