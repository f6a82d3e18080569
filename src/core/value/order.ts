import { PySet, Tuple } from './collections.ts';
import { equals, includes } from './compare.ts';
import { failure } from './failure.ts';
import { compareNumbers, numeric } from './number.ts';
import { isFlat } from './sequence.ts';
import { typeName } from './text.ts';
import { PyObject, type Value } from './types.ts';
import { DictView } from './views.ts';

export type OrderOperator = '<' | '<=' | '>' | '>=';

/** Python's ordering comparison. @throws DroverError `TEMPLATE_FAILED` for types that have no order */
export function ordered(operator: OrderOperator, a: Value, b: Value): boolean {
  const [x, y] = [setItems(a), setItems(b)];
  if (x !== undefined && y !== undefined) return subset(operator, x, y);
  const order = compare(a, b);
  if (order === undefined) {
    throw failure(
      `Cannot compare the values: '${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
    );
  }
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

/** Negative, zero or positive; NaN for numbers that are none; undefined for types that have no order. */
export function compare(a: Value, b: Value): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  const [x, y] = [numeric(a), numeric(b)];
  if (x !== undefined && y !== undefined) return compareNumbers(x, y);
  if (Array.isArray(a) && Array.isArray(b)) return compareItems(a, b);
  if (a instanceof Tuple && b instanceof Tuple) return compareItems(a.items, b.items);
  if (a instanceof PyObject) return a.compareTo(b);
  if (!(b instanceof PyObject)) return undefined;
  const reflected = b.compareTo(a);
  return reflected === undefined ? undefined : -reflected;
}

function compareItems(a: readonly Value[], b: readonly Value[]): number | undefined {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x = null, y = null] = [a[i], b[i]];
    if (!equals(x, y)) {
      const order = compare(x, y);
      if (order !== undefined) return order;
      throw failure(`Cannot compare the values: '<' not supported between instances of '${typeName(x)}' and '${typeName(y)}'`);
    }
  }
  return a.length - b.length;
}

/** By code points, as Python compares; UTF-16 order differs above the basic plane. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (isFlat(a) && isFlat(b)) return a < b ? -1 : 1;
  const [x, y] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < x.length && i < y.length; i++) {
    const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

/** What is in a set, or in a view that Python treats as one. */
function setItems(value: Value): readonly Value[] | undefined {
  if (value instanceof PySet) return value.items;
  return value instanceof DictView && value.part !== 'values' ? value.iterate() : undefined;
}

function subset(operator: OrderOperator, a: readonly Value[], b: readonly Value[]): boolean {
  const [small, large] = operator.startsWith('<') ? [a, b] : [b, a];
  const within = small.every((item) => includes(large, item));
  return within && (operator.endsWith('=') || small.length < large.length);
}
