import { Tuple } from '../../../core/value/collections.ts';
import { typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Lookup } from '../callable.ts';
import { cartesian, rows } from '../filters/combinatorics.ts';
import { defined } from '../python/attribute.ts';
import { mappingOf } from '../python/dict.ts';
import { isListLike, iterate } from '../python/iterate.ts';
import { crypto } from '../python/node-crypto.ts';
import { LookupFailure } from './lookup-failure.ts';
import { subelements } from './subelements.ts';

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
    if (entries === undefined) throw new LookupFailure(`with_dict expects a dict, got '${typeName(term)}'`);
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
  if (first === undefined) throw new LookupFailure('with_nested requires at least one element in the nested list');
  return cartesian([first, ...rest]).map(spread);
}

function together(terms: readonly Value[]): Value[] {
  if (terms.length === 0) throw new LookupFailure('with_together requires at least one element in each list');
  const lists = terms.map(listed);
  return rows(lists, Math.max(...lists.map((list) => list.length)), null).map((row) => spread(row.items));
}
