import { Bytes, PySet, Tuple } from '../../../src/core/value/collections.ts';
import { text } from '../../../src/core/value/text.ts';
import { type Dict, Float, floatText, PyObject, type Value, Verbatim } from '../../../src/core/value/types.ts';

/** A value as the corpus writes it: floats keep their point, what JSON cannot say is marked with `$`. */
export function corpusJson(value: Value): string {
  if (value instanceof Float) return floatJson(value.value);
  if (value instanceof PyObject) return objectJson(value);
  if (Array.isArray(value)) return `[${value.map(corpusJson).join(',')}]`;
  if (value instanceof Map) return dictJson(value);
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

function floatJson(value: number): string {
  return Number.isFinite(value) ? floatText(value) : `{"$float":${JSON.stringify(floatText(value))}}`;
}

function objectJson(value: PyObject): string {
  if (value instanceof Tuple) return `[${value.items.map(corpusJson).join(',')}]`;
  if (value instanceof PySet) return `{"$set":[${value.items.map(corpusJson).sort().join(',')}]}`;
  if (value instanceof Bytes) return `{"$binary":${JSON.stringify(Buffer.from(value.data).toString('base64'))}}`;
  if (value instanceof Verbatim) return `{"$unsafe":${corpusJson(value.value)}}`;
  if (value.typeName === 'date' || value.typeName === 'datetime') return `{"$${value.typeName}":${JSON.stringify(text(value))}}`;
  return JSON.stringify(text(value));
}

function dictJson(dict: Dict): string {
  const entries = [...dict];
  if (entries.every(([key]) => typeof key === 'string')) {
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${corpusJson(item)}`).join(',')}}`;
  }
  return `{"$map":[${entries.map(([key, item]) => `[${corpusJson(key)},${corpusJson(item)}]`).join(',')}]}`;
}

/**
 * A JSON text as a value. JavaScript's own reader cannot tell `1` from `1.0`; this one asks for the source of
 * each number. `{"$float": …}` becomes what it stands for.
 */
export function readCorpusJson(source: string): Value {
  const plain: unknown = (JSON.parse as (text: string, reviver: Reviver) => unknown)(source, (_key, value, context) => {
    if (typeof value !== 'number') return value;
    const written = context.source ?? String(value);
    if (/[.eE]/.test(written)) return new Float(Number(written));
    return Number.isSafeInteger(value) ? value : BigInt(written);
  });
  return shaped(plain);
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

function shaped(plain: unknown): Value {
  if (Array.isArray(plain)) return plain.map(shaped);
  if (plain === null || typeof plain !== 'object' || plain instanceof PyObject) return plain as Value;
  const entries = Object.entries(plain);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === '$float') return new Float(floatNamed(String(first[1])));
  return new Map(entries.map(([key, item]) => [key, shaped(item)]));
}

function floatNamed(name: string): number {
  if (name === 'nan') return Number.NaN;
  return name === 'inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}
