import { equals } from '../../../../../core/value/compare.ts';
import { ordered } from '../../../../../core/value/order.ts';
import { truthy } from '../../../../../core/value/text.ts';
import type { Value } from '../../../../../core/value/types.ts';
import { numberOf } from '../../../callable.ts';
import { isUndefined } from '../../../undefined.ts';

/** A compiled expression: what it answers for a value. */
export type Search = (value: Value) => Value;

export const identity: Search = (value) => value;

/** What JMESPath takes for false: null, false and what is empty; 0 is true. */
export function holds(value: Value): boolean {
  return typeof value === 'number' || truthy(value);
}

export function field(name: string): Search {
  return (value) => {
    if (isUndefined(value)) throw value.error();
    return value instanceof Map ? (value.get(name) ?? null) : null;
  };
}

export function listOf(value: Value): readonly Value[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function index(position: number): Search {
  return (value) => listOf(value)?.at(position) ?? null;
}

/** `left[*].right`: applies `right` to every item, without those that answer null. */
export function projection(left: Search, right: Search): Search {
  return (value) => {
    const items = listOf(left(value));
    return items === undefined ? null : items.map(right).filter((item) => item !== null);
  };
}

export function valueProjection(left: Search, right: Search): Search {
  return (value) => {
    const dict = left(value);
    return dict instanceof Map ? [...dict.values()].map(right).filter((item) => item !== null) : null;
  };
}

export function filterProjection(left: Search, right: Search, condition: Search): Search {
  const kept = (value: Value): Value => listOf(left(value))?.filter((item) => holds(condition(item))) ?? null;
  return projection(kept, right);
}

/** One level of lists in a list is taken apart. */
export function flatten(left: Search): Search {
  return (value) => listOf(left(value))?.flatMap((item) => listOf(item) ?? [item]) ?? null;
}

export function slice(parts: readonly (number | undefined)[]): Search {
  const [start, stop, step = 1] = parts;
  return (value) => {
    const items = listOf(value);
    if (items === undefined) return null;
    const at = (position: number | undefined, missing: number): number => {
      if (position === undefined) return missing;
      const from = position < 0 ? position + items.length : position;
      return step > 0 ? Math.min(Math.max(from, 0), items.length) : Math.min(Math.max(from, -1), items.length - 1);
    };
    const [first, last] = step > 0 ? [at(start, 0), at(stop, items.length)] : [at(start, items.length - 1), at(stop, -1)];
    const count = Math.max(0, Math.ceil((last - first) / step));
    return Array.from({ length: count }, (_, i) => items[first + i * step] ?? null);
  };
}

/** Equality of JSON values, where a boolean is no number; order of numbers or of texts, null for others. */
export function comparison(sign: string, left: Search, right: Search): Search {
  return (value) => {
    const [a, b] = [left(value), right(value)];
    if (sign === '==' || sign === '!=')
      return (typeof a === 'boolean') === (typeof b === 'boolean') && equals(a, b) === (sign === '==');
    if (!isOrdered(a) || !isOrdered(b)) return null;
    return ordered(sign as '<' | '<=' | '>' | '>=', a, b);
  };
}

function isOrdered(value: Value): boolean {
  return typeof value === 'string' || isNumber(value);
}

export function isNumber(value: Value): boolean {
  return typeof value !== 'boolean' && numberOf(value) !== undefined;
}
