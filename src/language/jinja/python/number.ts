import { integer } from '../../../core/value/types.ts';
import { strip } from './whitespace.ts';

/** Python's `int(text, base)`; undefined where it raises ValueError. Base 0 reads the prefix. */
export function parseInteger(source: string, base = 10): number | bigint | undefined {
  const parts = /^([+-]?)(0[xob])?(.*)$/is.exec(asciiDigits(strip(source)));
  const [, sign = '', prefix = '', rest = ''] = parts ?? [];
  const prefixBase = { '0x': 16, '0o': 8, '0b': 2 }[prefix.toLowerCase()];
  const ownPrefix = prefixBase !== undefined && (base === 0 || base === prefixBase);
  const digits = ownPrefix ? rest.replace(/^_/, '') : prefix + rest;
  const radix = base === 0 ? (ownPrefix ? prefixBase : 10) : base;
  if (base === 0 && !ownPrefix && /^0[0_]*[1-9]/.test(digits)) return undefined;
  if (!/^[0-9a-z]+(_[0-9a-z]+)*$/i.test(digits)) return undefined;
  const value = digitsValue(digits.replaceAll('_', ''), radix);
  if (value === undefined) return undefined;
  return integer(sign === '-' ? -value : value);
}

function digitsValue(digits: string, radix: number): bigint | undefined {
  if (radix === 10) return /^[0-9]+$/.test(digits) ? BigInt(digits) : undefined;
  let value = 0n;
  for (const character of digits) {
    const digit = Number.parseInt(character, 36);
    if (digit >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(digit);
  }
  return value;
}

/** Python's `float(text)`; undefined where it raises ValueError. */
export function parseFloating(source: string): number | undefined {
  const body = asciiDigits(strip(source));
  if (/^[+-]?(inf|infinity)$/i.test(body)) return body.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^[+-]?nan$/i.test(body)) return Number.NaN;
  if (!/^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?$/i.test(body)) return undefined;
  return Number(body.replaceAll('_', ''));
}

/** Decimal digits of any script as ASCII digits. */
function asciiDigits(source: string): string {
  return source.replace(/(?![0-9])\p{Nd}/gu, (character) => String(digitOf(character.codePointAt(0) ?? 0)));
}

function digitOf(code: number): number {
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}

/** A float cut to an int, as `int(float)`; undefined for infinities and NaN. */
export function truncated(value: number): number | bigint | undefined {
  if (!Number.isFinite(value)) return undefined;
  const whole = Math.trunc(value) + 0;
  return Number.isSafeInteger(whole) ? whole : integer(BigInt(whole));
}

/** Python's `round(float, digits)`: to the nearest, exact halves to the even digit. */
export function roundHalfEven(value: number, digits: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21 || digits > 40) return value;
  if (digits < 0) {
    const unit = 10 ** -digits;
    return roundHalfEven(value / unit, 0) * unit;
  }
  const exact = Math.abs(value).toFixed(Math.min(100, digits + 60));
  const cut = exact.length - (Math.min(100, digits + 60) - digits);
  const rest = exact.slice(cut).replace('.', '');
  const kept = exact.slice(0, cut).replace('.', '');
  const half = /^50*$/.test(rest);
  const up = half ? Number(kept.at(-1) ?? '0') % 2 === 1 : rest > '5';
  const scaled = BigInt(kept) + (up ? 1n : 0n);
  const result = Number(`${scaled}e-${digits}`);
  return value < 0 || Object.is(value, -0) ? -result : result;
}
