import { DroverError } from '../../../core/errors.ts';
import { linesWithEnds } from '../../../core/lines.ts';
import { Tuple } from '../../../core/value/collections.ts';
import { ordered } from '../../../core/value/order.ts';
import { lengthOf } from '../../../core/value/sequence.ts';
import { repr, stringRepr, typeName } from '../../../core/value/text.ts';
import type { Dict, Value } from '../../../core/value/types.ts';

const width = 80;

/** Python's `pprint.pformat`: dicts by their keys, a line for each item of what does not fit into 80 columns. */
export function pprint(value: Value): string {
  return formatted(value, 0, 0, 1);
}

/**
 * @param indent the column where the value begins
 * @param allowance how many characters follow it on its last line
 */
function formatted(value: Value, indent: number, allowance: number, level: number): string {
  const flat = flatRepr(value);
  if (size(flat) <= width - indent - allowance) return flat;
  if (typeof value === 'string') return wrapped(value, indent, allowance, level);
  if (Array.isArray(value)) return `[${items(value, indent, allowance + 1, level)}]`;
  if (value instanceof Map) return `{${entries(value, indent, allowance + 1, level)}}`;
  if (!(value instanceof Tuple)) return flat;
  const end = value.items.length === 1 ? ',)' : ')';
  return `(${items(value.items, indent, allowance + end.length, level)}${end}`;
}

/** `repr` with the keys of dicts in order. */
function flatRepr(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(flatRepr).join(', ')}]`;
  if (value instanceof Tuple) return `(${value.items.map(flatRepr).join(', ')}${value.items.length === 1 ? ',' : ''})`;
  if (!(value instanceof Map)) return repr(value);
  return `{${byKey(value)
    .map(([key, entry]) => `${flatRepr(key)}: ${flatRepr(entry)}`)
    .join(', ')}}`;
}

function byKey(dict: Dict): [Value, Value][] {
  return [...dict].sort(([a], [b]) => (isLess(a, b) ? -1 : Number(isLess(b, a))));
}

/** Keys that do not compare stand by the names of their types. */
function isLess(a: Value, b: Value): boolean {
  try {
    return ordered('<', a, b);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    return typeName(a) < typeName(b);
  }
}

function items(values: readonly Value[], indent: number, allowance: number, level: number): string {
  const last = values.length - 1;
  const parts = values.map((value, i) => formatted(value, indent + 1, i === last ? allowance : 1, level + 1));
  return parts.join(`,\n${' '.repeat(indent + 1)}`);
}

function entries(dict: Dict, indent: number, allowance: number, level: number): string {
  const last = dict.size - 1;
  const parts = byKey(dict).map(([key, value], i) => {
    const name = flatRepr(key);
    return `${name}: ${formatted(value, indent + 1 + size(name) + 2, i === last ? allowance : 1, level + 1)}`;
  });
  return parts.join(`,\n${' '.repeat(indent + 1)}`);
}

/** A long text as several ones below each other, cut behind line breaks and white space. */
function wrapped(text: string, indent: number, allowance: number, level: number): string {
  if (text === '') return "''";
  const isAlone = level === 1;
  const column = isAlone ? indent + 1 : indent;
  const chunks = chunksOf(text, width - column, isAlone ? allowance + 1 : allowance);
  if (chunks.length === 1) return stringRepr(text);
  const body = chunks.join(`\n${' '.repeat(column)}`);
  return isAlone ? `(${body})` : body;
}

function chunksOf(text: string, room: number, allowance: number): string[] {
  const lines = linesWithEnds(text);
  return lines.flatMap((line, i) => {
    const isLast = i === lines.length - 1;
    const whole = stringRepr(line);
    return size(whole) <= (isLast ? room - allowance : room) ? [whole] : cut(line, room, isLast ? allowance : 0);
  });
}

function cut(line: string, room: number, allowance: number): string[] {
  const words = line.match(/\S*\s*/gu)?.filter((word) => word !== '') ?? [];
  const chunks: string[] = [];
  let current = '';
  words.forEach((word, i) => {
    const limit = i === words.length - 1 ? room - allowance : room;
    if (size(stringRepr(current + word)) <= limit) current += word;
    else {
      if (current !== '') chunks.push(stringRepr(current));
      current = word;
    }
  });
  return current === '' ? chunks : [...chunks, stringRepr(current)];
}

function size(text: string): number {
  return lengthOf(text) ?? 0;
}
