import { PySet } from '../../../core/value/collections.ts';
import { distinct, includes } from '../../../core/value/compare.ts';
import { toList } from '../../../core/value/sequence.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Methods } from './method.ts';

function all(args: readonly Value[]): Value[][] {
  return args.map((arg) => toList(arg));
}

/** Python's `set` methods that leave the set as it is. */
export const setMethods: Methods<PySet> = {
  union: (self, args) => new PySet(distinct([...self.items, ...all(args).flat()])),
  intersection: (self, args) => new PySet(self.items.filter((item) => all(args).every((other) => includes(other, item)))),
  difference: (self, args) => new PySet(self.items.filter((item) => !all(args).some((other) => includes(other, item)))),
  symmetric_difference: (self, [arg]) => {
    const other = toList(arg ?? null);
    return new PySet(
      distinct([...self.items.filter((item) => !includes(other, item)), ...other.filter((item) => !includes(self.items, item))]),
    );
  },
  issubset: (self, [arg]) => self.items.every((item) => includes(toList(arg ?? null), item)),
  issuperset: (self, [arg]) => toList(arg ?? null).every((item) => includes(self.items, item)),
  isdisjoint: (self, [arg]) => !toList(arg ?? null).some((item) => includes(self.items, item)),
  copy: (self) => self,
};
