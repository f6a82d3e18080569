import { PySet, Tuple } from '../../core/value/collections.ts';
import { failure } from '../../core/value/failure.ts';
import { typeName } from '../../core/value/text.ts';
import { PyObject, type Value } from '../../core/value/types.ts';
import { isUndefined } from './undefined.ts';

/** The value as a key of a dict. @throws DroverError for what Python cannot hash */
export function hashable(value: Value): Value {
  if (isUndefined(value)) throw value.error();
  if (Array.isArray(value) || value instanceof Map || value instanceof PySet) {
    throw failure(`Cannot use the value as a key: unhashable type: '${typeName(value)}'`);
  }
  if (value instanceof Tuple) value.items.forEach(hashable);
  return value instanceof PyObject ? (value.string() ?? value) : value;
}
