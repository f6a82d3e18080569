import { arithmetic } from '../../../core/value/arithmetic.ts';
import { Tuple } from '../../../core/value/collections.ts';
import { equals } from '../../../core/value/compare.ts';
import { ordered } from '../../../core/value/order.ts';
import { codePoints } from '../../../core/value/sequence.ts';
import { truthy, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter, required } from '../callable.ts';
import { attributeGetter, intOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { iterate, sizeOf } from '../python/iterate.ts';
import { isUndefined, Undefined } from '../undefined.ts';
import { foldCase } from './sort.ts';

/** Jinja2 3.1.6's filters over sequences. Generators are lists here, as ansible-core makes them. */
export const sequenceFilters: Readonly<Record<string, Filter>> = {
  first: (value) => edge(iterate(value)[0], 'first'),
  last: (value) => edge(iterate(notASet(value)).at(-1), 'last'),
  length: (value) => sizeOf(value),
  count: (value) => sizeOf(value),
  list: (value) => [...iterate(value)],
  reverse: (value) => (typeof value === 'string' ? codePoints(value).toReversed().join('') : iterate(value).toReversed()),
  items: (value) => items(value),
  min: (value, call) => extreme(value, call, '<'),
  max: (value, call) => extreme(value, call, '>'),
  sum,
  slice,
  batch,
};

function edge(item: Value | undefined, which: string): Value {
  return item === undefined ? new Undefined(`No ${which} item, sequence was empty.`) : item;
}

function notASet(value: Value): Value {
  if (typeName(value) === 'set') throw failure('take the last item', "'set' object is not reversible");
  return value;
}

function items(value: Value): Value {
  if (isUndefined(value)) return [];
  if (!(value instanceof Map)) throw failure('take the items', 'Can only get item pairs from a mapping');
  return Array.from(value, (entry) => new Tuple(entry));
}

function extreme(value: Value, call: Call, operator: '<' | '>'): Value {
  const [sensitive = false, attribute = null] = bind(call, { case_sensitive: false, attribute: null });
  const getter = attributeGetter(attribute);
  const key = (item: Value): Value => (truthy(sensitive) ? getter(item) : foldCase(getter(item)));
  const [first, ...rest] = iterate(value);
  if (first === undefined) return new Undefined('No aggregated item, sequence was empty.');
  let best = first;
  let bestKey = key(first);
  for (const item of rest) {
    const candidate = key(item);
    if (ordered(operator, candidate, bestKey)) {
      best = item;
      bestKey = candidate;
    }
  }
  return best;
}

function sum(value: Value, call: Call): Value {
  const [attribute = null, start = 0] = bind(call, { attribute: null, start: 0 });
  if (typeof start === 'string') throw failure('sum', "sum() can't sum strings");
  const getter = attributeGetter(attribute);
  let total: Value = start;
  for (const item of iterate(value)) total = arithmetic('+', total, getter(item));
  return total;
}

function slice(value: Value, call: Call): Value {
  const [slices = null, fill = null] = bind(call, { slices: required, fill_with: null });
  const count = intOnly(slices, 'slice a sequence');
  const all = iterate(value);
  if (count === 0) throw failure('slice a sequence', 'integer division or modulo by zero');
  const each = Math.floor(all.length / count);
  const extra = all.length % count;
  let start = 0;
  return Array.from({ length: count }, (_, i) => {
    const end = start + each + (i < extra ? 1 : 0);
    const part = all.slice(start, end);
    start = end;
    return fill !== null && i >= extra ? [...part, fill] : part;
  });
}

function batch(value: Value, call: Call): Value {
  const [size = null, fill = null] = bind(call, { linecount: required, fill_with: null });
  const batches: Value[][] = [];
  let last: Value[] = [];
  for (const item of iterate(value)) {
    if (equals(last.length, size)) {
      batches.push(last);
      last = [];
    }
    last.push(item);
  }
  while (fill !== null && last.length > 0 && ordered('<', last.length, size)) last.push(fill);
  return last.length === 0 ? batches : [...batches, last];
}
