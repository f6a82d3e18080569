import type { Diagnostic } from '../../../src/core/diagnostic.ts';
import { nodeValue } from '../../../src/core/node.ts';
import { formatSpan } from '../../../src/core/span.ts';
import { Bytes, PySet, Tuple } from '../../../src/core/value/collections.ts';
import { text as textOf } from '../../../src/core/value/text.ts';
import { PyDate, PyDateTime } from '../../../src/core/value/time.ts';
import { Float, type Value, Verbatim } from '../../../src/core/value/types.ts';
import { Vaulted } from '../../../src/core/value/vaulted.ts';
import { load } from '../../../src/language/load.ts';

/** Answers a line of the corpus with JSON text: `{"value": …}` or `{"error": …}`. */
export function answerYaml(source: string): string {
  const question = JSON.parse(source) as { text: string };
  const errors: Diagnostic[] = [];
  const node = load(question.text, 'vars.yml', (diagnostic) => {
    if (diagnostic.severity === 'error') errors.push(diagnostic);
  });
  if (node !== undefined) return `{"value":${encode(nodeValue(node))}}`;
  const [first] = errors;
  const place = first?.span === undefined ? '' : `${formatSpan(first.span)}: `;
  return JSON.stringify({ error: `${place}${first?.message} (${first?.hint ?? 'no hint'})` });
}

/** A value in the corpus's JSON, where floats keep their point and what JSON has no word for is `{"$…": …}`. */
export function encode(value: Value): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(encode).join(',')}]`;
  if (value instanceof Map) return encodeMap(value);
  return encodeObject(value);
}

function encodeMap(map: ReadonlyMap<Value, Value>): string {
  if ([...map.keys()].every((key) => typeof key === 'string')) {
    return `{${[...map].map(([key, entry]) => `${JSON.stringify(key)}:${encode(entry)}`).join(',')}}`;
  }
  return `{"$map":[${[...map].map(([key, entry]) => `[${encode(key)},${encode(entry)}]`).join(',')}]}`;
}

function encodeObject(value: Value): string {
  if (value instanceof Float) return Number.isFinite(value.value) ? value.repr() : JSON.stringify({ $float: value.repr() });
  if (value instanceof Tuple) return `[${value.items.map(encode).join(',')}]`;
  if (value instanceof PySet) return `{"$set":[${value.items.map(encode).sort().join(',')}]}`;
  if (value instanceof Bytes) return JSON.stringify({ $binary: Buffer.from(value.data).toString('base64') });
  if (value instanceof Verbatim) return `{"$unsafe":${encode(value.value)}}`;
  if (value instanceof Vaulted) return JSON.stringify({ $vault: value.armour });
  if (value instanceof PyDate) return JSON.stringify({ $date: value.text() });
  if (value instanceof PyDateTime) return JSON.stringify({ $datetime: value.isoformat() });
  return JSON.stringify(textOf(value));
}
