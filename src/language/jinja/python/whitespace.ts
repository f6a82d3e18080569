import { spaceClass } from '../../../core/regex/whitespace.ts';

const space = new RegExp(`[${spaceClass}]`);
const runs = new RegExp(`[${spaceClass}]+`);

/** Python's `str.strip()`; `characters` is the set to take away instead of white space. */
export function strip(text: string, characters?: string): string {
  return stripRight(stripLeft(text, characters), characters);
}

export function stripLeft(text: string, characters?: string): string {
  const isTaken = takenBy(characters);
  let start = 0;
  for (const character of text) {
    if (!isTaken(character)) break;
    start += character.length;
  }
  return text.slice(start);
}

export function stripRight(text: string, characters?: string): string {
  const isTaken = takenBy(characters);
  let end = text.length;
  // An expression for the end would begin anew at each space inside of the text.
  for (let last = lastOf(text, end); last !== '' && isTaken(last); last = lastOf(text, end)) end -= last.length;
  return text.slice(0, end);
}

function takenBy(characters: string | undefined): (character: string) => boolean {
  if (characters === undefined) return (character) => space.test(character);
  const set = new Set(characters);
  return (character) => set.has(character);
}

/** The character that ends before an offset; empty at the beginning. */
function lastOf(text: string, end: number): string {
  const pair = text.slice(Math.max(0, end - 2), end);
  return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : pair.slice(-1);
}

/** Python's `str.split()` without a separator: at runs of white space, no empty parts. */
export function words(text: string): string[] {
  const inner = strip(text);
  return inner === '' ? [] : inner.split(runs);
}
