import { LazyDict } from '../../core/value/mapping.ts';
import { PyObject, type Value, Verbatim } from '../../core/value/types.ts';

/** A value as it is evaluated: without the marks of what must not be templated. */
export function unmarked(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Verbatim) return unmarked(value.value);
  if (value instanceof PyObject || !hasMark(value)) return value;
  if (Array.isArray(value)) return value.map(unmarked);
  return new Map([...value].map(([key, item]) => [unmarked(key), unmarked(item)]));
}

/** Whether the value or a part of it must not be templated. */
export function hasMark(value: Value): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (value instanceof PyObject) return value instanceof Verbatim;
  if (Array.isArray(value)) return value.some(hasMark);
  // Its values are final, and asking for them would make them all.
  if (value instanceof LazyDict) return false;
  for (const item of value.values()) if (hasMark(item)) return true;
  return false;
}

/** A copy that shares no list or dict with the value. */
export function deepCopy(value: Value): Value {
  if (Array.isArray(value)) return value.map(deepCopy);
  return value instanceof Map && !(value instanceof LazyDict)
    ? new Map([...value].map(([key, item]) => [key, deepCopy(item)]))
    : value;
}
