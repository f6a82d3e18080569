import { Bytes } from '../core/value/collections.ts';
import type { Value } from '../core/value/types.ts';
import { parseLiteral } from './python-literal.ts';

/** The value of `key=…` in an INI inventory: a Python literal where it is one (`True`, `[1, 2]`, `0x1f`), else the text. */
export function iniValue(text: string): Value {
  const value = parseLiteral(text);
  if (value === undefined) return text;
  return value instanceof Bytes ? Buffer.from(value.data).toString('utf8') : value;
}
