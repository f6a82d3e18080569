import { PyObject, type Value } from './types.ts';

/** Python's `str()`, which is what a template prints. */
export function text(value: Value): string {
  if (typeof value === 'string') return value;
  return value instanceof PyObject ? value.text() : repr(value);
}

/** Python's `repr()`. */
export function repr(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return stringRepr(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof PyObject) return value.repr();
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  return `{${[...value].map(([key, entry]) => `${repr(key)}: ${repr(entry)}`).join(', ')}}`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** What Python's `str.isprintable` refuses: separators but the space, and control, format, private, surrogate and unassigned characters. */
let unprintable: RegExp | undefined;
/** Texts of which nothing has to be escaped: nearly all. */
const simple = /^[ !#-&(-[\]-~]*$/;

/** Single quotes unless the text has some and no double ones; unprintable characters as `\x`, `\u`, `\U`. */
export function stringRepr(value: string): string {
  if (simple.test(value)) return `'${value}'`;
  unprintable ??= /[\\\n\r\t]|(?! )[\p{Z}\p{C}]/gu;
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  let body = value.replace(unprintable, (character) => escapes[character] ?? escapeCode(character.codePointAt(0) ?? 0));
  if (quote === "'" && body.includes("'")) body = body.replaceAll("'", "\\'");
  return `${quote}${body}${quote}`;
}

function escapeCode(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** Python's name of a value's type. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number' || typeof value === 'bigint') return 'int';
  if (value instanceof PyObject) return value.typeName;
  return Array.isArray(value) ? 'list' : 'dict';
}

/** Python's truth of a value. */
export function truthy(value: Value): boolean {
  if (value instanceof PyObject) return value.truthy();
  if (Array.isArray(value)) return value.length > 0;
  return value instanceof Map ? value.size > 0 : Boolean(value);
}
