import { PyObject, type Value } from './types.ts';

/** Python's `==`: numbers by value whatever their type (`1 == True == 1.0`), containers by content. */
export function equals(a: Value, b: Value): boolean {
  if (a === b) return true;
  // Python asks the other one too: an undefined value refuses whichever side it stands on.
  if (a instanceof PyObject) return a.equals(b) || (b instanceof PyObject && b.equals(a));
  if (b instanceof PyObject) return b.equals(a);
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b);
  if (a instanceof Map) return b instanceof Map && sameEntries(a, b);
  return isInteger(a) && isInteger(b) && Number(a) === Number(b) && BigInt(a) === BigInt(b);
}

function isInteger(value: Value): value is number | bigint | boolean {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
}

export function sameItems(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, i) => equals(item, b[i] ?? null));
}

function sameEntries(a: ReadonlyMap<Value, Value>, b: ReadonlyMap<Value, Value>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || !equals(value, other)) return false;
  }
  return true;
}

/** Python's `in` for a list. */
export function includes(items: readonly Value[], wanted: Value): boolean {
  return items.some((item) => equals(item, wanted));
}

/** The items without those equal to an earlier one. */
export function distinct(items: Iterable<Value>): Value[] {
  const seen = new Set<Value>();
  const kept: Value[] = [];
  for (const item of items) {
    if (seen.has(item)) continue;
    const simple = typeof item === 'string' || item === null;
    if (!simple && includes(kept, item)) continue;
    seen.add(item);
    kept.push(item);
  }
  return kept;
}
