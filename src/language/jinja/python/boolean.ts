import { booleanWord } from '../../../core/boolean-word.ts';
import { typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { numberOf } from '../callable.ts';
import { failure } from './failure.ts';
import { strip } from './whitespace.ts';

/** Ansible's reading of an option as a boolean; undefined for what is neither. */
export function toBoolean(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  if (number !== undefined) return number === 1 ? true : number === 0 ? false : undefined;
  if (typeof value !== 'string') return undefined;
  return booleanWord(strip(value.toLowerCase()));
}

/** The same where it must be one. */
export function requireBoolean(value: Value, name: string): boolean {
  const answer = toBoolean(value);
  if (answer === undefined) throw failure(`read the option "${name}"`, `it is to be a boolean, not '${typeName(value)}'`);
  return answer;
}
