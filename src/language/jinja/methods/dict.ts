import { Tuple } from '../../../core/value/collections.ts';
import { failure } from '../../../core/value/failure.ts';
import { dictGet, dictSet, toList } from '../../../core/value/sequence.ts';
import { repr, typeName } from '../../../core/value/text.ts';
import type { Dict, Value } from '../../../core/value/types.ts';
import { DictView } from '../../../core/value/views.ts';
import { type Methods, usable } from './method.ts';

function hashed(value: Value | undefined, what: string): Value {
  const key = usable(value, what);
  if (Array.isArray(key) || key instanceof Map) throw failure(`Cannot call ${what}: unhashable type: '${typeName(key)}'`);
  return key;
}

function get(self: Dict, [key, fallback]: readonly Value[]): Value {
  const found = dictGet(self, hashed(key, 'get'));
  return found === undefined ? (fallback ?? null) : found;
}

function pairOf(value: Value, at: number): Value[] {
  const pair = toList(value);
  if (pair.length === 2) return pair;
  throw failure(`Cannot update the dict: element #${at} has length ${pair.length}; 2 is required`);
}

function update(self: Dict, given: Value | undefined, kwargs: ReadonlyMap<string, Value>): null {
  const pairs = given instanceof Map ? given : given === undefined ? [] : toList(given).map(pairOf);
  for (const [key = null, value = null] of pairs) dictSet(self, key, value);
  for (const [key, value] of kwargs) self.set(key, value);
  return null;
}

function pop(self: Dict, args: readonly Value[]): Value {
  const key = hashed(args[0], 'pop');
  const found = dictGet(self, key);
  const value = found === undefined ? args[1] : found;
  if (value === undefined) throw failure(`Cannot take the entry off the dict: there is no key ${repr(key)}`);
  self.delete(key);
  return value;
}

/** Python's `dict` methods. */
export const dictMethods: Methods<Dict> = {
  keys: (self) => new DictView('keys', self),
  values: (self) => new DictView('values', self),
  items: (self) => new DictView('items', self),
  get,
  copy: (self) => new Map(self),
  update: (self, [given], kwargs) => update(self, given, kwargs),
  pop,
  popitem: (self) => {
    const last = [...self].at(-1);
    if (last === undefined) throw failure('Cannot take an entry off the dict: popitem(): dictionary is empty');
    self.delete(last[0]);
    return new Tuple(last);
  },
  setdefault: (self, [key, fallback]) => {
    const known = dictGet(self, hashed(key, 'setdefault'));
    if (known !== undefined) return known;
    dictSet(self, key ?? null, fallback ?? null);
    return fallback ?? null;
  },
  clear: (self) => {
    self.clear();
    return null;
  },
  fromkeys: (_self, [keys, value]) => new Map(toList(keys ?? null).map((key) => [key, value ?? null])),
};
