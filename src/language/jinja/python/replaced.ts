import { isFlat } from '../../../core/value/sequence.ts';

/** Python's `str.replace`; below zero the limit is none. Nothing is found between any two characters, and at both ends. */
export function replaced(source: string, from: string, to: string, limit: number): string {
  let rest = limit < 0 ? Number.POSITIVE_INFINITY : limit;
  const insert = (found: string): string => (rest-- > 0 ? to : found);
  if (from !== '' || isFlat(source)) return source.replaceAll(from, insert);
  return insert('') + Array.from(source, (character) => character + insert('')).join('');
}
