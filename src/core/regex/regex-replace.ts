import { failure } from './failure.ts';
import { allMatches, groupOf, type Pattern } from './regex.ts';

/** A piece of a replacement: text, or a group's number or name. */
type Piece = { readonly text: string } | { readonly group: number | string };

/**
 * Python's `re.subn`.
 * @param count how many matches are replaced at most; 0 for all
 */
export function substitute(pattern: Pattern, replacement: string, text: string, count = 0): { text: string; count: number } {
  const pieces = replacementPieces(pattern, replacement);
  let out = '';
  let end = 0;
  let done = 0;
  for (const match of allMatches(pattern, text)) {
    if (count > 0 && done >= count) break;
    out += text.slice(end, match.index) + expand(pattern, pieces, match);
    end = match.index + match[0].length;
    done++;
  }
  return { text: out + text.slice(end), count: done };
}

/** Python's `match.expand(template)`: groups that took no part are empty. */
export function expandTemplate(pattern: Pattern, template: string, match: RegExpExecArray): string {
  return expand(pattern, replacementPieces(pattern, template), match);
}

function expand(pattern: Pattern, pieces: readonly Piece[], match: RegExpExecArray): string {
  let out = '';
  for (const piece of pieces) out += 'text' in piece ? piece.text : (groupOf(pattern, match, piece.group) ?? '');
  return out;
}

const named: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

function replacementPieces(pattern: Pattern, replacement: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < replacement.length) {
    const slash = replacement.indexOf('\\', at);
    if (slash === -1) {
      pieces.push({ text: replacement.slice(at) });
      break;
    }
    if (slash > at) pieces.push({ text: replacement.slice(at, slash) });
    const { piece, length } = escapePiece(replacement.slice(slash), slash);
    checkGroup(pattern, piece, slash + 1);
    pieces.push(piece);
    at = slash + length;
  }
  return pieces;
}

function checkGroup(pattern: Pattern, piece: Piece, position: number): void {
  if (!('group' in piece)) return;
  const known = typeof piece.group === 'number' ? piece.group <= pattern.groups : pattern.names.has(piece.group);
  if (known) return;
  const what = typeof piece.group === 'number' ? 'invalid group reference' : 'unknown group name';
  throw failure('replace matches', `${what} ${piece.group} at position ${position}`);
}

function escapePiece(rest: string, position: number): { piece: Piece; length: number } {
  const reference = /^\\g<([^>]+)>/.exec(rest);
  if (reference !== null) {
    const name = reference[1] ?? '';
    return { piece: { group: /^\d+$/.test(name) ? Number(name) : name }, length: reference[0].length };
  }
  const octal = /^\\(0[0-7]{0,2}|[1-3][0-7]{2})/.exec(rest);
  if (octal !== null)
    return { piece: { text: String.fromCharCode(Number.parseInt(octal[1] ?? '0', 8)) }, length: octal[0].length };
  const numbered = /^\\([1-9]\d?)/.exec(rest);
  if (numbered !== null) return { piece: { group: Number(numbered[1]) }, length: numbered[0].length };
  const letter = rest.charAt(1);
  const control = named[letter];
  if (control !== undefined) return { piece: { text: control }, length: 2 };
  if (letter === '') throw failure('replace matches', `bad escape (end of pattern) at position ${position}`);
  if (/[A-Za-z]/.test(letter)) throw failure('replace matches', `bad escape \\${letter} at position ${position}`);
  return { piece: { text: `\\${letter}` }, length: 2 };
}
