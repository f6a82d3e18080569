import { DroverError } from '../../../core/errors.ts';
import { distinct, includes } from '../../../core/value/compare.ts';
import { contains } from '../../../core/value/sequence.ts';
import { truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter, required } from '../callable.ts';
import { hashable } from '../hashable.ts';
import { attributeGetter } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { areInts, IntSet } from '../python/int-set.ts';
import { iterate } from '../python/iterate.ts';
import { foldCase } from './sort.ts';

/**
 * ansible-core 2.18.6's set theory. Ints come in the order of Python's sets; anything else keeps the order of the
 * lists, where Python promises none.
 */
export const setFilters: Readonly<Record<string, Filter>> = {
  unique,
  union: (value, call) => {
    const [a, b] = [iterate(value), iterate(other(call))];
    return areInts([...a, ...b]) ? united(IntSet.of(a), IntSet.of(b)) : distinct([...a, ...b]);
  },
  intersect: (value, call) => {
    const [a, container] = [iterate(value), other(call)];
    const b = intsOf(container);
    if (b !== undefined && areInts(a)) return common(IntSet.of(a), IntSet.of(b));
    return distinct(a.filter((item) => contains(container, item)));
  },
  difference: (value, call) => {
    const [a, container] = [iterate(value), other(call)];
    const b = intsOf(container);
    if (b !== undefined && areInts(a)) return without(IntSet.of(a), IntSet.of(b));
    return distinct(a.filter((item) => !contains(container, item)));
  },
  symmetric_difference: (value, call) => {
    const [a, b] = [iterate(value), iterate(other(call))];
    if (areInts([...a, ...b])) return exclusive(IntSet.of(a), IntSet.of(b));
    return distinct([...a.filter((item) => !includes(b, item)), ...b.filter((item) => !includes(a, item))]);
  },
};

function intsOf(value: Value): readonly Value[] | undefined {
  return Array.isArray(value) && areInts(value) ? value : undefined;
}

function united(a: IntSet, b: IntSet): Value[] {
  const result = a.copy();
  result.merge(b);
  return result.items();
}

/** As CPython: goes through the smaller set. */
function common(a: IntSet, b: IntSet): Value[] {
  const [large, small] = b.size > a.size ? [b, a] : [a, b];
  return IntSet.of(small.items().filter((item) => large.has(item))).items();
}

/** As CPython: takes a few items out of a copy, or builds what is left. */
function without(a: IntSet, b: IntSet): Value[] {
  if (a.size >> 2 <= b.size) return IntSet.of(a.items().filter((item) => !b.has(item))).items();
  const result = a.copy();
  for (const item of b.items()) result.remove(item);
  return result.items();
}

function exclusive(a: IntSet, b: IntSet): Value[] {
  const result = b.copy();
  for (const item of a.items()) if (!result.remove(item)) result.add(item);
  return result.items();
}

function other(call: Call): Value {
  return bind(call, { b: required })[0] ?? null;
}

function unique(value: Value, call: Call): Value {
  const [sensitive = null, attribute = null] = bind(call, { case_sensitive: null, attribute: null });
  const getter = attributeGetter(attribute);
  // null, which is not false, folds case too, as Jinja2's filter is called with bool(None)
  const key = truthy(sensitive) ? getter : (item: Value): Value => foldCase(getter(item));
  const seen: Value[] = [];
  const texts = new Set<Value>();
  return iterate(value).filter((item) => {
    const itemKey = key(item);
    if (typeof itemKey === 'string') return texts.size < texts.add(itemKey).size;
    // With parameters there is no falling back from Jinja2's filter to Ansible's own, which compares.
    if (sensitive === false || truthy(attribute)) comparable(itemKey);
    if (includes(seen, itemKey)) return false;
    seen.push(itemKey);
    return true;
  });
}

function comparable(key: Value): void {
  try {
    hashable(key);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    throw failure('find unique items', `with these parameters it cannot fall back to comparing: ${error.message}`, error);
  }
}
