import type { Tuple } from '../../../core/value/collections.ts';
import { equals } from '../../../core/value/compare.ts';
import { position } from './list.ts';
import { type Methods, usable } from './method.ts';

/** Python's `tuple` methods. */
export const tupleMethods: Methods<Tuple> = {
  index: (self, args) => position(self.items, args, 'tuple'),
  count: (self, [wanted]) => self.items.filter((item) => equals(item, usable(wanted, 'count'))).length,
};
