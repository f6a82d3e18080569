import type { Span } from '../../core/span.ts';
import { Float, type Value, Verbatim } from '../../core/value/types.ts';
import { Vaulted } from '../../core/value/vaulted.ts';

/** A value as JSON has it: what JSON has no form for is an object with the name of its type. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [type: string]: JsonValue };

/** Undefined for a value without such a form. */
export function encodeValue(value: Value): JsonValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return { integer: String(value) };
  if (value instanceof Float) return { float: value.repr() };
  if (value instanceof Vaulted) return { vault: [value.armour, ...encodeSpan(value.span)] };
  const inner = value instanceof Verbatim ? encodeValue(value.value) : undefined;
  return inner === undefined ? undefined : { unsafe: inner };
}

/** @param file the path that spans are to name */
export function decodeValue(encoded: JsonValue, file: string): Value {
  if (encoded === null || typeof encoded !== 'object') return encoded;
  const [[type, inner = null] = ['']] = Object.entries(encoded);
  if (type === 'integer') return BigInt(String(inner));
  if (type === 'float') return new Float(numberOf(String(inner)));
  if (type === 'unsafe') return new Verbatim(decodeValue(inner, file));
  if (type === 'vault' && Array.isArray(inner)) return vaulted(inner, file);
  throw new TypeError(`a value of type "${type}" in a compiled file`);
}

/** Of Python's text for a float. */
function numberOf(text: string): number {
  if (text === 'inf' || text === '-inf') return text === 'inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return Number(text);
}

function encodeSpan(span: Span | undefined): number[] {
  if (span === undefined) return [];
  const { line, column, length } = span;
  return length === undefined ? [line, column] : [line, column, length];
}

function vaulted([armour, line, column, length]: readonly JsonValue[], file: string): Vaulted {
  if (line === undefined) return new Vaulted(String(armour));
  const place = { file, line: Number(line), column: Number(column) };
  return new Vaulted(String(armour), length === undefined ? place : { ...place, length: Number(length) });
}
