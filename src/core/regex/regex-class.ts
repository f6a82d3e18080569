import { failure } from './failure.ts';
import { classEscape, classLiteral, simpleEscape } from './regex-escape.ts';

/** Python's `[…]` at a place of a pattern as JavaScript writes it with the flag `v`, and how long it was. */
export function translateClass(source: string, start: number, ascii: boolean): { text: string; length: number } {
  let at = start + 1;
  const negated = source.charAt(at) === '^' ? '^' : '';
  at += negated.length;
  const first = at;
  let body = '';
  while (at === first || source.charAt(at) !== ']') {
    if (at >= source.length) throw bad(source, start, 'unterminated character set');
    const item = classItem(source, at, ascii);
    at += item.length;
    const isRange = source.charAt(at) === '-' && !['', ']'].includes(source.charAt(at + 1));
    const end = isRange ? classItem(source, at + 1, ascii) : undefined;
    if (end !== undefined) at += 1 + end.length;
    body += end === undefined ? item.text : range(source, start, item, end);
  }
  return { text: `[${negated}${body}]`, length: at + 1 - start };
}

function bad(source: string, at: number, why: string): Error {
  return failure(`use the pattern '${source}'`, `${why} at position ${at}`);
}

function range(source: string, at: number, from: ClassItem, to: ClassItem): string {
  if (from.set || to.set || from.code > to.code) throw bad(source, at, 'bad character range');
  return `${from.text}-${to.text}`;
}

interface ClassItem {
  readonly text: string;
  readonly length: number;
  readonly set: boolean;
  readonly code: number;
}

function classItem(source: string, at: number, ascii: boolean): ClassItem {
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  if (character !== '\\')
    return { text: classLiteral(character), length: character.length, set: false, code: character.codePointAt(0) ?? 0 };
  const next = source.charAt(at + 1);
  const kind = classEscape(next, ascii);
  if (kind !== undefined) return { text: kind, length: 2, set: true, code: 0 };
  if (next === 'b') return { text: '\\b', length: 2, set: false, code: 8 };
  const escaped = simpleEscape(source, at);
  return {
    text: classLiteral(escaped.character),
    length: escaped.length,
    set: false,
    code: escaped.character.codePointAt(0) ?? 0,
  };
}
