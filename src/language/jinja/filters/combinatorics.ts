import type { DroverError } from '../../../core/errors.ts';
import { beyond, limits } from '../../../core/limits.ts';
import { Tuple } from '../../../core/value/collections.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter, required } from '../callable.ts';
import { intOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { iterate } from '../python/iterate.ts';

/** Python's `zip` and `itertools`, as Ansible offers them. */
export const combinatoricFilters: Readonly<Record<string, Filter>> = {
  zip: (value, call) => {
    const lists = [value, ...call.args].map(iterate);
    return rows(lists, Math.min(...lists.map((list) => list.length)), null);
  },
  zip_longest: (value, call) => {
    const lists = [value, ...call.args].map(iterate);
    return rows(lists, Math.max(...lists.map((list) => list.length)), call.kwargs.get('fillvalue') ?? null);
  },
  product,
  combinations: (value, call) => {
    const [size = null] = bind(call, { r: required });
    const items = iterate(value);
    refuseTooMany(items.length, positive(size), (left, i) => (left * (items.length - i)) / (i + 1));
    return choices(items, positive(size)).map((items) => new Tuple(items));
  },
  permutations: (value, call) => {
    const [size = null] = bind(call, { r: null });
    const items = iterate(value);
    return permuted(items, size === null ? items.length : positive(size)).map((chosen) => new Tuple(chosen));
  },
};

/** The i-th items of all lists, as tuples. */
export function rows(lists: readonly (readonly Value[])[], count: number, fill: Value): Tuple[] {
  return Array.from({ length: count }, (_, i) => new Tuple(lists.map((list) => (i < list.length ? (list[i] ?? null) : fill))));
}

/** Every choice of one item from each list, the last list changing fastest. */
export function cartesian(lists: readonly (readonly Value[])[]): Value[][] {
  return lists.reduce<Value[][]>((found, list) => found.flatMap((row) => list.map((item) => [...row, item])), [[]]);
}

function product(value: Value, call: Call): Value {
  const repeat = intOnly(call.kwargs.get('repeat') ?? 1, 'make a product');
  const lists = [value, ...call.args].map(iterate);
  const rows = lists.reduce((count, list) => count * list.length, 1) ** repeat;
  if (rows * lists.length * repeat > longest) throw tooMany();
  return cartesian(Array.from({ length: repeat }, () => lists).flat()).map((items) => new Tuple(items));
}

function positive(size: Value): number {
  const count = intOnly(size, 'choose items');
  if (count < 0) throw failure('choose items', 'r must be non-negative');
  return count;
}

/** Each choice is a list of its own. */
const longest = limits['list-length'] / 10;

function tooMany(): DroverError {
  return beyond('list-length', `Cannot choose items: there are more than ${longest} choices`);
}

function refuseTooMany(items: number, size: number, grow: (count: number, i: number) => number): void {
  let count = 1;
  for (let i = 0; i < Math.min(size, items); i++) count = grow(count, i);
  if (count > longest) throw tooMany();
}

function choices(items: readonly Value[], size: number, start = 0): Value[][] {
  if (size === 0) return [[]];
  const found: Value[][] = [];
  for (let i = start; i < items.length; i++) {
    for (const rest of choices(items, size - 1, i + 1)) found.push([items[i] ?? null, ...rest]);
  }
  return found;
}

function permuted(items: readonly Value[], size: number): Value[][] {
  refuseTooMany(items.length, size, (left, i) => left * (items.length - i));
  if (size === 0) return [[]];
  return items.flatMap((item, i) => permuted(items.toSpliced(i, 1), size - 1).map((rest) => [item, ...rest]));
}
