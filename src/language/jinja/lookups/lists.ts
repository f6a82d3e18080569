import { Tuple } from '../../../core/value/collections.ts';
import { text, truthy, typeName } from '../../../core/value/text.ts';
import type { Dict, Value } from '../../../core/value/types.ts';
import type { Lookup } from '../callable.ts';
import { cartesian, rows } from '../filters/combinatorics.ts';
import { defined } from '../python/attribute.ts';
import { mappingOf } from '../python/dict.ts';
import { failure } from '../python/failure.ts';
import { isListLike, iterate } from '../python/iterate.ts';
import { crypto } from '../python/node-crypto.ts';

/** Lookups that arrange lists: the `with_…` loops of ansible-core 2.18.6. */
export const listLookups: Readonly<Record<string, Lookup>> = {
  items: (terms) => spread(terms),
  list: (terms) => [...terms],
  indexed_items: (terms) => spread(terms).map((item, i) => new Tuple([i, item])),
  dict,
  nested,
  together,
  random_choice: (terms) => (terms.length === 0 ? [] : [terms[crypto().randomInt(terms.length)] ?? null]),
  subelements,
};

/** The terms, lists replaced by their items, one level deep. */
export function spread(terms: readonly Value[]): Value[] {
  return terms.flatMap((term) => (isListLike(term) ? [...iterate(term)] : [defined(term)]));
}

export function listed(term: Value): readonly Value[] {
  return isListLike(term) ? iterate(term) : [defined(term)];
}

function dict(terms: readonly Value[]): Value[] {
  return terms.flatMap((term) => {
    const entries = mappingOf(defined(term));
    if (entries === undefined) throw failure('look up a dict', `with_dict expects a dict, not '${typeName(term)}'`);
    return Array.from(
      entries,
      ([key, value]) =>
        new Map<Value, Value>([
          ['key', key],
          ['value', value],
        ]),
    );
  });
}

function nested(terms: readonly Value[]): Value[] {
  const [first, ...rest] = terms.map((term) => iterate(defined(term)));
  if (first === undefined) throw failure('look up nested lists', 'with_nested requires at least one element in the nested list');
  return cartesian([first, ...rest]).map(spread);
}

function together(terms: readonly Value[]): Value[] {
  if (terms.length === 0) throw failure('look up lists together', 'with_together requires at least one element in each list');
  const lists = terms.map(listed);
  return rows(lists, Math.max(...lists.map((list) => list.length)), null).map((row) => spread(row.items));
}

function subelements(terms: readonly Value[]): Value[] {
  const [list = null, path, flags = null] = terms;
  if (terms.length < 2 || terms.length > 3 || typeof path !== 'string') {
    throw failure('look up subelements', 'it expects a list or dict, a string that points to the subkey, and flags');
  }
  const elements = mappingOf(defined(list)) ?? (Array.isArray(list) ? list : undefined);
  if (elements === undefined) throw failure('look up subelements', 'the first term is to be a list or a dict');
  if (elements instanceof Map && isSkipped(elements)) return [];
  const skipMissing = truthy((flags instanceof Map ? flags.get('skip_missing') : undefined) ?? false);
  return [...elements.values()].flatMap((element) => {
    const entries = mappingOf(element);
    if (entries === undefined) throw failure('look up subelements', `it expects dictionaries, got '${text(element)}'`);
    if (isSkipped(entries)) return [];
    const keys = path.split('.');
    const rest = without(element, keys);
    return subelementsOf(element, keys, skipMissing).map((item) => new Tuple([rest, item]));
  });
}

/** The element a loop shows beside a subelement has them no more. */
function without(element: Value, [key = '', ...inner]: readonly string[]): Value {
  const entries = mappingOf(element);
  if (entries === undefined) return element;
  const value = entries.get(key);
  const rest = new Map(entries);
  if (inner.length === 0 || value === undefined) rest.delete(key);
  else rest.set(key, without(value, inner));
  return rest;
}

/** A registered result of a task that was skipped. */
function isSkipped(result: Dict): boolean {
  return (result.get('skipped') ?? false) !== false;
}

function subelementsOf(element: Value, keys: readonly string[], skip: boolean): readonly Value[] {
  let value = element;
  for (const key of keys) {
    const inner = mappingOf(value)?.get(key);
    if (inner === undefined && skip) return [];
    if (inner === undefined)
      throw failure('look up subelements', `could not find '${key}' key in iterated item '${text(value)}'`);
    value = inner;
  }
  if (Array.isArray(value)) return value;
  throw failure('look up subelements', `the key ${keys.at(-1) ?? ''} should point to a list, got '${text(value)}'`);
}
