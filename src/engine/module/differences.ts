import type { Change } from '../../core/diff.ts';
import { equals } from '../../core/value/compare.ts';
import { PyObject, type Value } from '../../core/value/types.ts';

/**
 * What differs between two states: plain data, Maps, bytes and Python's values. Objects and Maps are compared
 * entry by entry (`packages.curl`), everything else as a whole; an entry that is absent counts as undefined.
 * Entries under symbol keys are no part of the state. Equal states give no change, and the changes are the same the other way round with their sides swapped.
 */
export function differences(before: unknown, after: unknown): Change[] {
  const changes: Change[] = [];
  compare('', before, after, changes);
  return changes;
}

function compare(path: string, before: unknown, after: unknown, changes: Change[]): void {
  if (Object.is(before, after)) return;
  if (isPlainObject(before) && isPlainObject(after)) {
    compareObjects(path, before, after, changes);
    return;
  }
  const left = entriesOf(before);
  const right = entriesOf(after);
  if (left !== undefined && right !== undefined) {
    for (const key of new Set([...left.keys(), ...right.keys()]))
      compare(below(path, key), left.get(key), right.get(key), changes);
    return;
  }
  if (!same(before, after)) changes.push({ path, before, after });
}

/** The usual case, without a copy of either side. */
function compareObjects(path: string, before: Entries, after: Entries, changes: Change[]): void {
  for (const key of Object.keys(before)) {
    const counterpart = Object.hasOwn(after, key) ? after[key] : undefined;
    if (!Object.is(before[key], counterpart)) compare(below(path, key), before[key], counterpart, changes);
  }
  for (const key of Object.keys(after))
    if (!Object.hasOwn(before, key)) compare(below(path, key), undefined, after[key], changes);
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

type Entries = Readonly<Record<string, unknown>>;

/** The entries of an object or Map whose keys can be told apart as text; undefined for all else. */
function entriesOf(value: unknown): Map<string, unknown> | undefined {
  if (value instanceof Map) {
    const entries = new Map([...value].map(([key, entry]) => [String(key), entry] as const));
    return entries.size === value.size ? entries : undefined;
  }
  if (!isPlainObject(value)) return undefined;
  return new Map(Object.entries(value));
}

function isPlainObject(value: unknown): value is Entries {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function same(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (before instanceof Uint8Array) return after instanceof Uint8Array && Buffer.compare(before, after) === 0;
  if (Array.isArray(before)) {
    return Array.isArray(after) && before.length === after.length && before.every((item, i) => sameItem(item, after[i]));
  }
  if (before instanceof Set)
    return after instanceof Set && before.size === after.size && [...before].every((item) => after.has(item));
  if (before instanceof PyObject) return isValue(after) && equals(before, after);
  return after instanceof PyObject && isValue(before) && equals(before, after);
}

function sameItem(before: unknown, after: unknown): boolean {
  return differences(before, after).length === 0;
}

function isValue(value: unknown): value is Value {
  return value === null || (typeof value !== 'undefined' && typeof value !== 'function' && typeof value !== 'symbol');
}
