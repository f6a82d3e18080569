import { Tuple } from '../../../core/value/collections.ts';
import { lengthOf, toList } from '../../../core/value/sequence.ts';
import { typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { Range } from '../../../core/value/views.ts';
import { failure } from './failure.ts';

/**
 * The items a Python `for` would see, not to be changed: characters of a string, keys of a dict.
 * @throws DroverError `TEMPLATE_FAILED` for what cannot be iterated, `VARIABLE_UNDEFINED` for an undefined value
 */
export function iterate(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : toList(value);
}

/** Python's `len()`, which must be there. */
export function sizeOf(value: Value): number {
  const size = lengthOf(value);
  if (size === undefined) throw failure('take the length', `object of type '${typeName(value)}' has no len()`);
  return size;
}

/** Whether Ansible takes the value for a list: lists, tuples and ranges; no strings, dicts or sets. */
export function isListLike(value: Value): boolean {
  return Array.isArray(value) || value instanceof Tuple || value instanceof Range;
}
