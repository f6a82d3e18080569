import { equals } from '../../../core/value/compare.ts';
import { failure } from '../../../core/value/failure.ts';
import { ordered } from '../../../core/value/order.ts';
import { toList } from '../../../core/value/sequence.ts';
import { repr, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { callValue } from '../call-value.ts';
import { integerArgument, type Methods, usable } from './method.ts';

export function position(items: readonly Value[], [wanted, start, stop]: readonly Value[], type: string): number {
  const value = usable(wanted, 'index');
  const clamp = (at: number) => Math.max(0, at < 0 ? at + items.length : at);
  const from = clamp(integerArgument(start, 0, 'index'));
  const to = clamp(integerArgument(stop, items.length, 'index'));
  const at = items.findIndex((item, i) => i >= from && i < to && equals(item, value));
  if (at < 0)
    throw failure(
      `Cannot find the item: ${type === 'list' ? `${repr(value)} is not in list` : 'tuple.index(x): x not in tuple'}`,
    );
  return at;
}

function pop(self: Value[], [index]: readonly Value[]): Value {
  const at = integerArgument(index, -1, 'pop');
  if (self.length === 0) throw failure('Cannot take an item off the list: pop from empty list');
  const real = at < 0 ? at + self.length : at;
  const [taken] = real >= 0 ? self.splice(real, 1) : [];
  if (taken === undefined) throw failure('Cannot take an item off the list: pop index out of range');
  return taken;
}

function sort(self: Value[], kwargs: ReadonlyMap<string, Value>): null {
  const by = kwargs.get('key') ?? null;
  const keyed = self.map((item) => ({ item, key: by === null ? item : callValue(by, [item], new Map()) }));
  const sign = truthy(kwargs.get('reverse') ?? false) ? -1 : 1;
  keyed.sort((a, b) => (ordered('<', a.key, b.key) ? -sign : ordered('<', b.key, a.key) ? sign : 0));
  self.splice(0, self.length, ...keyed.map((entry) => entry.item));
  return null;
}

/** Python's `list` methods. */
export const listMethods: Methods<Value[]> = {
  append: (self, [item]) => {
    self.push(item ?? null);
    return null;
  },
  extend: (self, [items]) => {
    self.push(...toList(items ?? null));
    return null;
  },
  insert: (self, [index, item]) => {
    self.splice(integerArgument(index, 0, 'insert'), 0, item ?? null);
    return null;
  },
  remove: (self, [wanted]) => {
    const at = self.findIndex((item) => equals(item, usable(wanted, 'remove')));
    if (at < 0) throw failure('Cannot remove the item: list.remove(x): x not in list');
    self.splice(at, 1);
    return null;
  },
  pop,
  clear: (self) => {
    self.length = 0;
    return null;
  },
  copy: (self) => self.slice(),
  reverse: (self) => {
    self.reverse();
    return null;
  },
  sort: (self, _args, kwargs) => sort(self, kwargs),
  index: (self, args) => position(self, args, 'list'),
  count: (self, [wanted]) => self.filter((item) => equals(item, usable(wanted, 'count'))).length,
};
