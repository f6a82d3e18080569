import { ordered } from '../../../core/value/order.ts';
import type { Value } from '../../../core/value/types.ts';

/** Python's `sorted(items, key=, reverse=)`, which is stable in both directions. */
export function sortedBy<T>(items: readonly T[], key: (item: T) => Value, reverse = false): T[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const order = (a: Value, b: Value): number => (ordered('<', a, b) ? -1 : ordered('<', b, a) ? 1 : 0);
  keyed.sort(reverse ? (a, b) => order(b.key, a.key) : (a, b) => order(a.key, b.key));
  return keyed.map((entry) => entry.item);
}
