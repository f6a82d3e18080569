import { PySet, Tuple } from '../../../core/value/collections.ts';
import { Markup } from '../../../core/value/markup.ts';
import { typeName } from '../../../core/value/text.ts';
import { type Dict, Float, PyObject, type Value } from '../../../core/value/types.ts';
import { Vaulted } from '../../../core/value/vaulted.ts';
import { isUndefined } from '../undefined.ts';
import { failure } from './failure.ts';
import { sortedBy } from './sort.ts';

export interface JsonFormat {
  /** What one level is indented by; everything stands on one line without it. */
  readonly indent?: string | undefined;
  readonly itemSeparator?: string;
  readonly keySeparator?: string;
  readonly sortKeys?: boolean;
  /** Everything beyond ASCII as `\u` escapes; on unless told otherwise. */
  readonly ensureAscii?: boolean;
  /** Leaves out entries whose key JSON cannot have. */
  readonly skipKeys?: boolean;
  /** Without Ansible's encoder: neither sets nor dates. */
  readonly plain?: boolean;
}

/**
 * Python's `json.dumps`, with Ansible's encoder unless told otherwise: sets become lists, dates ISO 8601 text.
 * @throws DroverError `VARIABLE_UNDEFINED` for an undefined value, `TEMPLATE_FAILED` for what JSON has not
 */
export function dumpJson(value: Value, format: JsonFormat = {}): string {
  return write(value, format, '\n');
}

function write(value: Value, format: JsonFormat, newline: string): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value, format);
  if (Array.isArray(value)) return list(value, format, newline);
  if (value instanceof Map) return dict(value, format, newline);
  return value instanceof PyObject ? object(value, format, newline) : String(value);
}

function object(value: PyObject, format: JsonFormat, newline: string): string {
  if (value instanceof Float) return floatJson(value.value);
  if (value instanceof Tuple) return list(value.items, format, newline);
  if (isUndefined(value)) throw value.error();
  if (value instanceof Vaulted || value instanceof Markup) return quoted(value.text(), format);
  const encoded = format.plain === true ? undefined : ansibleObject(value, format, newline);
  if (encoded !== undefined) return encoded;
  throw failure('write JSON', `Object of type ${typeName(value)} is not JSON serializable`);
}

function ansibleObject(value: PyObject, format: JsonFormat, newline: string): string | undefined {
  if (value instanceof PySet) return list(value.items, format, newline);
  const isDate = /^(date|datetime|AnsibleTimestamp)/.test(value.typeName);
  return isDate ? quoted(value.text().replace(' ', 'T'), format) : undefined;
}

function floatJson(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return new Float(value).repr();
}

function list(items: readonly Value[], format: JsonFormat, newline: string): string {
  return wrapped('[', ']', items, format, newline, (item, inner) => write(item, format, inner));
}

function dict(value: Dict, format: JsonFormat, newline: string): string {
  const entries = format.sortKeys === true ? sortedBy([...value], ([key]) => key) : [...value];
  const usable = format.skipKeys === true ? entries.filter(([key]) => !isObjectKey(key)) : entries;
  return wrapped('{', '}', usable, format, newline, ([key, entry], inner) => {
    return `${quoted(keyText(key), format)}${format.keySeparator ?? ': '}${write(entry, format, inner)}`;
  });
}

function isObjectKey(key: Value): boolean {
  return key instanceof PyObject && !(key instanceof Float);
}

function keyText(key: Value): string {
  if (isObjectKey(key)) throw failure('write JSON', `keys must be str, int, float, bool or None, not ${typeName(key)}`);
  return typeof key === 'string' ? key : write(key, {}, '');
}

function wrapped<T>(
  open: string,
  close: string,
  items: readonly T[],
  format: JsonFormat,
  newline: string,
  each: (item: T, newline: string) => string,
): string {
  if (items.length === 0) return open + close;
  if (format.indent === undefined)
    return open + items.map((item) => each(item, newline)).join(format.itemSeparator ?? ', ') + close;
  const inner = newline + format.indent;
  return open + inner + items.map((item) => each(item, inner)).join((format.itemSeparator ?? ',') + inner) + newline + close;
}

function quoted(text: string, format: JsonFormat): string {
  const json = JSON.stringify(text);
  if (format.ensureAscii === false)
    return json.replace(/\\u(d[89a-f][0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return json.replace(/[\x7f-\uffff]/g, (unit) =>
    unit === '\x7f' ? '\\u007f' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
