import { typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { numberOf } from '../callable.ts';
import { failure } from './failure.ts';
import { strip } from './whitespace.ts';

const yes = ['y', 'yes', 'on', '1', 'true', 't'];
const no = ['n', 'no', 'off', '0', 'false', 'f'];

/** Ansible's reading of an option as a boolean; undefined for what is neither. */
export function toBoolean(value: Value): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  if (number !== undefined) return number === 1 ? true : number === 0 ? false : undefined;
  if (typeof value !== 'string') return undefined;
  const word = strip(value.toLowerCase());
  return yes.includes(word) ? true : no.includes(word) ? false : undefined;
}

/** The same where it must be one. */
export function requireBoolean(value: Value, name: string): boolean {
  const answer = toBoolean(value);
  if (answer === undefined) throw failure(`read the option "${name}"`, `it is to be a boolean, not '${typeName(value)}'`);
  return answer;
}
