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
