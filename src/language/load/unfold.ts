import { SyntaxProblem } from './syntax-problem.ts';

const folds = /[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/g;

/** Line folding of plain and quoted scalars: one break is a space, n + 1 breaks are n line feeds. */
export function unfold(source: string): string {
  if (!source.includes('\n')) return source;
  return source.replace(folds, (breaks) => {
    const count = breaks.split('\n').length - 1;
    return count === 1 ? ' ' : '\n'.repeat(count - 1);
  });
}

/** The content of `'…'`. */
export function unquoteSingle(source: string): string {
  const body = source.slice(1, -1);
  return unfold(body.includes("''") ? body.replaceAll("''", "'") : body);
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
/** An escape, an escaped line break, or a fold, whichever comes first. */
const doubleQuotedParts = /\\(?:\r?\n(?:[ \t]*\r?\n)*[ \t]*|[\s\S])|[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/g;

/** The content of `"…"`; `offset` is where the quote stands. @throws SyntaxProblem for an unknown escape */
export function unquoteDouble(source: string, offset: number): string {
  const body = source.slice(1, -1);
  if (!body.includes('\\')) return unfold(body);
  let result = '';
  let done = 0;
  doubleQuotedParts.lastIndex = 0;
  for (let match = doubleQuotedParts.exec(body); match !== null; match = doubleQuotedParts.exec(body)) {
    const [part] = match;
    result += body.slice(done, match.index);
    const hex = part[0] === '\\' ? (hexLengths[part[1] ?? ''] ?? 0) : 0;
    result += hex > 0 ? codeAt(body, match.index, hex, offset + 1) : partText(part, offset + 1 + match.index);
    done = match.index + part.length + hex;
    doubleQuotedParts.lastIndex = done;
  }
  return result + body.slice(done);
}

function partText(part: string, offset: number): string {
  if (part[0] !== '\\') return unfold(part);
  if (part.includes('\n')) return '\n'.repeat(part.split('\n').length - 2);
  const known = escapes[part[1] ?? ''];
  if (known !== undefined) return known;
  throw new SyntaxProblem(`Cannot read the quoted text: it has the unknown escape "${part}"`, offset, {
    length: 2,
    hint: 'use single quotes, or double the backslash',
  });
}

function codeAt(body: string, at: number, length: number, start: number): string {
  const digits = body.slice(at + 2, at + 2 + length);
  const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : -1;
  if (code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
  throw new SyntaxProblem('Cannot read the quoted text: the escape is not the code of a character', start + at, {
    length: 2 + length,
    hint: 'write the character itself',
  });
}
