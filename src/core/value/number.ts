import { Float, integer, type Value } from './types.ts';

/** A number of either kind; booleans count as 0 and 1. */
export type Numeric = number | bigint | Float;

export function numeric(value: Value): Numeric | undefined {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Float) return value;
  return typeof value === 'boolean' ? Number(value) : undefined;
}

/** The nearest JavaScript number. */
export function double(value: Numeric): number {
  return value instanceof Float ? value.value : Number(value);
}

/** Exact whole-number arithmetic: fast while the result is safe, else in big integers. */
export function exact(
  a: number | bigint,
  b: number | bigint,
  fast: (a: number, b: number) => number,
  big: (a: bigint, b: bigint) => bigint,
): number | bigint {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = fast(a, b);
    if (Number.isSafeInteger(result)) return result === 0 ? 0 : result;
  }
  return integer(big(BigInt(a), BigInt(b)));
}

/** The float nearest to the exact quotient of two whole numbers; an infinity where it is too large. */
export function quotient(a: bigint, b: bigint): number {
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  // Enough bits for a float and its rounding; whether anything was cut off is kept in the last one.
  const shift = Math.max(0, 66 + y.toString(2).length - x.toString(2).length);
  const scaled = x << BigInt(shift);
  const digits = scaled / y;
  const exact = Number(scaled % y === 0n ? digits : digits | 1n) * 2 ** -Math.min(shift, 1000) * 2 ** -Math.max(0, shift - 1000);
  return a < 0n !== b < 0n ? -exact : exact;
}

export function bigFloorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** Python's `%` of floats: the sign of the divisor. */
export function floatModulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

/** -1, 0 or 1; NaN where one is not a number. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (a instanceof Float || b instanceof Float) {
    const [x, y] = [double(a), double(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
    return x < y ? -1 : Number(x > y);
  }
  return a < b ? -1 : Number(a > b);
}
