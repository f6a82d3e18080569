import { failure } from './failure.ts';
import { spaceClass } from './whitespace.ts';

const kinds: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '[\\p{L}\\p{N}_]',
  W: '[^\\p{L}\\p{N}_]',
  s: `[${spaceClass}]`,
  S: `[^${spaceClass}]`,
};

const asciiKinds: typeof kinds = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[A-Za-z0-9_]',
  W: '[^A-Za-z0-9_]',
  s: '[ \\t-\\r]',
  S: '[^ \\t-\\r]',
};

/** `\d`, `\W` and their like, with Python's meaning for text; undefined for other letters. */
export function classEscape(letter: string, ascii: boolean): string | undefined {
  return ascii ? asciiKinds[letter] : kinds[letter];
}

/** A character as a pattern (flag `v`) that matches just it. */
export function literal(character: string): string {
  if (character === '\n') return '\\n';
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

/** The same inside a class, where pairs of punctuation have a meaning. */
export function classLiteral(character: string): string {
  return /[-&!#%,:;<=>@`~]/.test(character) ? `\\${character}` : literal(character);
}

const named: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The character an escape at `at` stands for, and how long the escape is. */
export function simpleEscape(source: string, at: number): { character: string; length: number } {
  const letter = String.fromCodePoint(source.codePointAt(at + 1) ?? 0);
  const control = named[letter];
  if (control !== undefined) return { character: control, length: 2 };
  const octal = /^(?:0[0-7]{0,2}|[1-3][0-7]{2})/.exec(source.slice(at + 1));
  if (octal !== null) return { character: String.fromCodePoint(Number.parseInt(octal[0], 8)), length: 1 + octal[0].length };
  const digits = hexLengths[letter];
  if (digits !== undefined) return hexEscape(source, at, digits);
  if (/[A-Za-z0-9]/.test(letter)) throw failure(`use the pattern '${source}'`, `bad escape \\${letter} at position ${at}`);
  return { character: letter, length: 1 + letter.length };
}

function hexEscape(source: string, at: number, digits: number): { character: string; length: number } {
  const hex = source.slice(at + 2, at + 2 + digits);
  if (hex.length < digits || !/^[0-9a-f]+$/i.test(hex))
    throw failure(`use the pattern '${source}'`, `incomplete escape at position ${at}`);
  return { character: String.fromCodePoint(Number.parseInt(hex, 16)), length: 2 + digits };
}
