import { arithmetic } from '../../../core/value/arithmetic.ts';
import { equals, includes } from '../../../core/value/compare.ts';
import { type OrderOperator, ordered } from '../../../core/value/order.ts';
import { toList } from '../../../core/value/sequence.ts';
import { truthy } from '../../../core/value/text.ts';
import { Float, type Value } from '../../../core/value/types.ts';
import { bind, type Call, required, type Test } from '../callable.ts';
import { isIn } from '../is-in.ts';
import { defined } from '../python/attribute.ts';
import { hashable } from '../python/dict.ts';

const order =
  (operator: OrderOperator): Test =>
  (value, call) =>
    ordered(operator, value, other(call));
const equal: Test = (value, call) => equals(value, other(call));
const unequal: Test = (value, call) => !equals(value, other(call));

/** Jinja2 3.1.6's and ansible-core 2.18.6's tests that compare. */
export const compareTests: Readonly<Record<string, Test>> = {
  '==': equal,
  eq: equal,
  equalto: equal,
  '!=': unequal,
  ne: unequal,
  '<': order('<'),
  lt: order('<'),
  lessthan: order('<'),
  '<=': order('<='),
  le: order('<='),
  '>': order('>'),
  gt: order('>'),
  greaterthan: order('>'),
  '>=': order('>='),
  ge: order('>='),
  in: (value, call) => isIn(value, other(call)),
  contains: (value, call) => isIn(other(call), value),
  sameas: (value, call) => value === other(call),
  odd: (value) => equals(arithmetic('%', value, 2), 1),
  even: (value) => equals(arithmetic('%', value, 2), 0),
  divisibleby: (value, call) => equals(arithmetic('%', value, other(call)), 0),
  subset: (value, call) => isSubset(value, other(call)),
  issubset: (value, call) => isSubset(value, other(call)),
  superset: (value, call) => isSubset(other(call), value),
  issuperset: (value, call) => isSubset(other(call), value),
  any: (value) => toList(value).some(truthy),
  all: (value) => toList(value).every(truthy),
  nan: (value) => isNotANumber(value),
  isnan: (value) => isNotANumber(value),
};

function other(call: Call): Value {
  return bind(call, { other: required })[0] ?? null;
}

function isSubset(small: Value, large: Value): boolean {
  const items = toList(large).map(hashable);
  return toList(small)
    .map(hashable)
    .every((item) => includes(items, item));
}

function isNotANumber(value: Value): boolean {
  defined(value);
  return value instanceof Float && Number.isNaN(value.value);
}
