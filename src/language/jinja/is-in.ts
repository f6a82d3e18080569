import { PySet } from '../../core/value/collections.ts';
import { contains } from '../../core/value/sequence.ts';
import type { Value } from '../../core/value/types.ts';
import { isUndefined } from './undefined.ts';

/** Python's `wanted in container`; an undefined value cannot be looked up where that takes its hash. */
export function isIn(wanted: Value, container: Value): boolean {
  if (isUndefined(wanted) && (container instanceof Map || container instanceof PySet)) throw wanted.error();
  return contains(container, wanted);
}
