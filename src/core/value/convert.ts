import { Tuple } from './collections.ts';
import { type Dict, Float, integer, PyObject, type Value, Verbatim } from './types.ts';

/**
 * A plain JavaScript value (JSON, a module's result) as a `Value`. Whole numbers become ints, others
 * floats; `undefined` entries of objects are left out.
 */
export function toValue(plain: unknown): Value {
  if (plain === null || plain === undefined) return null;
  if (typeof plain === 'number') return Number.isSafeInteger(plain) ? plain : new Float(plain);
  if (typeof plain === 'bigint') return integer(plain);
  if (typeof plain === 'boolean' || typeof plain === 'string' || plain instanceof PyObject) return plain;
  if (Array.isArray(plain)) return plain.map(toValue);
  return plain instanceof Map ? (plain as Dict) : objectValue(plain);
}

function objectValue(plain: object): Dict {
  const dict: Dict = new Map();
  for (const [key, value] of Object.entries(plain)) if (value !== undefined) dict.set(key, toValue(value));
  return dict;
}

/**
 * A `Value` as plain JSON-like JavaScript: floats become numbers, dicts become objects without a
 * prototype, any other Python object its text.
 */
export function toPlain(value: Value): unknown {
  if (value instanceof Float) return value.value;
  if (value instanceof Verbatim) return toPlain(value.value);
  if (value instanceof Tuple) return value.items.map(toPlain);
  if (value instanceof PyObject) return value.text();
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Map) {
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const [key, entry] of value) object[String(toPlain(key))] = toPlain(entry);
    return object;
  }
  return value;
}
