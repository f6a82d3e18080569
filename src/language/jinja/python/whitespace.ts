import { spaceClass } from '../../../core/regex/whitespace.ts';

const leading = new RegExp(`^[${spaceClass}]+`);
const trailing = new RegExp(`[${spaceClass}]+$`);
const runs = new RegExp(`[${spaceClass}]+`);

/** Python's `str.strip()`; `characters` is the set to take away instead of white space. */
export function strip(text: string, characters?: string): string {
  return stripRight(stripLeft(text, characters), characters);
}

export function stripLeft(text: string, characters?: string): string {
  if (characters === undefined) return text.replace(leading, '');
  let start = 0;
  while (start < text.length && characters.includes(text.charAt(start))) start++;
  return text.slice(start);
}

export function stripRight(text: string, characters?: string): string {
  if (characters === undefined) return text.replace(trailing, '');
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Python's `str.split()` without a separator: at runs of white space, no empty parts. */
export function words(text: string): string[] {
  const inner = strip(text);
  return inner === '' ? [] : inner.split(runs);
}
