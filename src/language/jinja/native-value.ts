import type { Value } from '../../core/value/types.ts';
import { literalValue } from './literal.ts';

/**
 * What a text is in a native template: the value of a Python literal, else itself (ansible-core 2.18, `ansible_native_concat`). A
 * literal of a string keeps its quotes.
 */
export function nativeValue(text: string): Value {
  // Python's parser refuses a line that begins with blanks.
  if (/^[ \t\f]/.test(text)) return text;
  const value = literalValue(text, 'python');
  if (value === undefined) return text;
  return typeof value === 'string' ? `${text.charAt(0)}${value}${text.charAt(0)}` : value;
}
