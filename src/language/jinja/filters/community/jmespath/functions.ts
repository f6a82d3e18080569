import { arithmetic } from '../../../../../core/value/arithmetic.ts';
import { ordered } from '../../../../../core/value/order.ts';
import { contains, lengthOf } from '../../../../../core/value/sequence.ts';
import { typeName } from '../../../../../core/value/text.ts';
import { Float, PyObject, type Value } from '../../../../../core/value/types.ts';
import { numberOf } from '../../../callable.ts';
import { failure } from '../../../python/failure.ts';
import { dumpJson } from '../../../python/json-dump.ts';
import { parseFloating, parseInteger } from '../../../python/number.ts';
import { sortedBy } from '../../../python/sort.ts';
import { isNumber, listOf, type Search } from './search.ts';

/** An argument; a reference (`&name`) is not evaluated before the call. */
export interface Argument {
  readonly search: Search;
  readonly isReference: boolean;
}

/** Calls a function of JMESPath. @throws DroverError `TEMPLATE_FAILED` for wrong types or numbers of arguments */
export function callFunction(name: string, args: readonly Argument[], value: Value): Value {
  checkCount(name, args.length);
  const referrer = own(referrers, name);
  if (referrer !== undefined) return refer(name, referrer, args, value);
  const called = own(plain, name);
  if (called === undefined) throw failure('query', `there is no function ${name}()`);
  if (args.some(({ isReference }) => isReference)) throw failure('query', `${name}() takes no reference`);
  const given = args.map(({ search }) => search(value));
  return called(given[0] ?? null, given[1] ?? null, given);
}

function refer(name: string, referrer: Referrer, args: readonly Argument[], value: Value): Value {
  const [by, list] = name === 'map' ? args : args.toReversed();
  if (by?.isReference !== true || list === undefined || list.isReference)
    throw failure('query', `${name}() takes an array and a reference`);
  return referrer(listed(list.search(value), name), by.search);
}

function own<T>(functions: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}

const pairs = new Set(['contains', 'starts_with', 'ends_with', 'join', 'map', 'sort_by', 'max_by', 'min_by']);

function checkCount(name: string, count: number): void {
  const isOpen = name === 'not_null' || name === 'merge';
  const wanted = pairs.has(name) ? 2 : 1;
  if (isOpen ? count < 1 : count !== wanted) throw failure('query', `${name}() takes ${wanted} arguments, ${count} are given`);
}

function listed(value: Value, name: string): readonly Value[] {
  const items = listOf(value);
  if (items === undefined) throw failure('query', `${name}() needs an array, not ${typeName(value)}`);
  return items;
}

function number(value: Value, name: string): number {
  const found = isNumber(value) ? numberOf(value) : undefined;
  if (found === undefined) throw failure('query', `${name}() needs a number, not ${typeName(value)}`);
  return found;
}

function string(value: Value, name: string): string {
  if (typeof value === 'string') return value;
  throw failure('query', `${name}() needs a string, not ${typeName(value)}`);
}

function object(value: Value, name: string): ReadonlyMap<Value, Value> {
  if (value instanceof Map) return value;
  throw failure('query', `${name}() needs an object, not ${typeName(value)}`);
}

/** Numbers among themselves or strings among themselves. */
function comparable(items: readonly Value[], name: string): readonly Value[] {
  if (items.every(isNumber) || items.every((item) => typeof item === 'string')) return items;
  throw failure('query', `${name}() needs an array of numbers or of strings`);
}

function extreme(items: readonly Value[], key: (item: Value) => Value, sign: '<' | '>'): Value {
  const [first = null, ...rest] = items;
  return rest.reduce((best, item) => (ordered(sign, key(item), key(best)) ? item : best), first);
}

function keyOf(items: readonly Value[], by: Search, name: string): Search {
  comparable(items.map(by), name);
  return by;
}

type Referrer = (items: readonly Value[], by: Search) => Value;

const referrers: Readonly<Record<string, Referrer>> = {
  map: (items, by) => items.map(by),
  sort_by: (items, by) => sortedBy(items, keyOf(items, by, 'sort_by')),
  max_by: (items, by) => extreme(items, keyOf(items, by, 'max_by'), '>'),
  min_by: (items, by) => extreme(items, keyOf(items, by, 'min_by'), '<'),
};

const total = (items: readonly Value[], name: string): Value => {
  return items.reduce((sum, item) => addNumber(sum, item, name), 0 as Value);
};

function addNumber(sum: Value, item: Value, name: string): Value {
  number(item, name);
  return arithmetic('+', sum, item);
}

type Plain = (first: Value, second: Value, all: readonly Value[]) => Value;

const plain: Readonly<Record<string, Plain>> = {
  abs: (value) => (value instanceof Float ? new Float(Math.abs(value.value)) : Math.abs(number(value, 'abs'))),
  avg: (value) => {
    const items = listed(value, 'avg');
    return items.length === 0 ? null : arithmetic('/', total(items, 'avg'), items.length);
  },
  ceil: (value) => Math.ceil(number(value, 'ceil')),
  floor: (value) => Math.floor(number(value, 'floor')),
  sum: (value) => total(listed(value, 'sum'), 'sum'),
  contains: (where, what) => {
    if (typeof where !== 'string' && listOf(where) === undefined)
      throw failure('query', `contains() needs an array or a string, not ${typeName(where)}`);
    return contains(where, what);
  },
  starts_with: (value, start) => string(value, 'starts_with').startsWith(string(start, 'starts_with')),
  ends_with: (value, end) => string(value, 'ends_with').endsWith(string(end, 'ends_with')),
  join: (glue, value) =>
    listed(value, 'join')
      .map((item) => string(item, 'join'))
      .join(string(glue, 'join')),
  keys: (value) => [...object(value, 'keys').keys()],
  values: (value) => [...object(value, 'values').values()],
  merge: (_first, _second, all) => new Map(all.flatMap((value) => [...object(value, 'merge')])),
  length: (value) => {
    const size = lengthOf(value);
    if (size === undefined) throw failure('query', `length() cannot count ${typeName(value)}`);
    return size;
  },
  max: (value) => extreme(comparable(listed(value, 'max'), 'max'), (item) => item, '>'),
  min: (value) => extreme(comparable(listed(value, 'min'), 'min'), (item) => item, '<'),
  sort: (value) => sortedBy(comparable(listed(value, 'sort'), 'sort'), (item) => item),
  reverse: (value) => (typeof value === 'string' ? [...value].toReversed().join('') : listed(value, 'reverse').toReversed()),
  not_null: (_first, _second, all) => all.find((value) => value !== null) ?? null,
  to_array: (value) => (listOf(value) === undefined ? [value] : value),
  to_string: (value) => (typeof value === 'string' ? value : dumpJson(value, { itemSeparator: ',', keySeparator: ':' })),
  to_number: (value) => {
    if (isNumber(value)) return value;
    if (typeof value !== 'string') return null;
    const float = parseFloating(value);
    return parseInteger(value) ?? (float === undefined ? null : new Float(float));
  },
  type: (value) => typeOf(value),
};

function typeOf(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value;
  if (listOf(value) !== undefined) return 'array';
  return value instanceof Map ? 'object' : value instanceof PyObject && !isNumber(value) ? 'string' : 'number';
}
