import { syntaxError } from './syntax-error.ts';
import type { Token, TokenType } from './token.ts';

const space = /\s+/y;
const float = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy;
const integer = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy;
const name = /[A-Za-z0-9_]+/y;
/** Made where a name is not ASCII: reading what Unicode properties stand for takes long. */
let anyName: RegExp | undefined;
const string = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const operator = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/y;

const closers: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

export interface TagEnd {
  /** Offset of the sign or the closing delimiter. */
  readonly at: number;
  /** Offset after the closing delimiter. */
  readonly after: number;
  readonly sign: '-' | '+' | '';
}

/** Finds the end of a tag at an offset; undefined where it is not there. */
export type EndOfTag = (source: string, pos: number) => TagEnd | undefined;

/** A closing delimiter with its sign; `+` only where `plus` allows it. */
export function tagEnd(closer: string, plus: boolean): EndOfTag {
  return (source, pos) => {
    if (source.startsWith(closer, pos)) return { at: pos, after: pos + closer.length, sign: '' };
    const sign = source[pos];
    if (sign !== '-' && !(plus && sign === '+')) return undefined;
    return source.startsWith(closer, pos + 1) ? { at: pos, after: pos + 1 + closer.length, sign } : undefined;
  };
}

const restOfLine = /\s*(?:\n|$)/y;

/** Line statements end with their line. */
export const lineEnd: EndOfTag = (source, pos) => {
  restOfLine.lastIndex = pos;
  return restOfLine.test(source) ? { at: pos, after: restOfLine.lastIndex, sign: '' } : undefined;
};

/**
 * Reads the inside of a tag up to its end, which does not count within brackets, and appends its tokens.
 * @throws TemplateSyntaxError
 */
export function scanTag(source: string, from: number, endOfTag: EndOfTag, tokens: Token[]): TagEnd {
  const open: string[] = [];
  let pos = from;
  for (;;) {
    const end = open.length === 0 ? endOfTag(source, pos) : undefined;
    if (end !== undefined) return end;
    const token = next(source, pos);
    if (token === undefined) throw unreadable(source, pos, open, from);
    if (token.type === 'operator') balance(source, token, open);
    if (token.type !== 'data') tokens.push(token);
    pos = token.end;
  }
}

function unreadable(source: string, pos: number, open: readonly string[], from: number): Error {
  const code = source.codePointAt(pos);
  if (code === 34 || code === 39) return syntaxError(source, pos, 'the string is not closed');
  if (code !== undefined) return syntaxError(source, pos, `unexpected character '${String.fromCodePoint(code)}'`);
  const closer = open.at(-1);
  if (closer !== undefined) return syntaxError(source, pos, `'${closer}' is missing before the end`);
  // The end of a file says nothing of where the tag began.
  return syntaxError(source, Math.max(0, from - 2), 'the tag is not closed', 'close it with "}}" or "%}"');
}

/** The token at an offset; white space is `data`, which the caller drops. */
function next(source: string, pos: number): Token | undefined {
  return (
    match(source, pos, space, 'data') ??
    match(source, pos, float, 'float') ??
    match(source, pos, integer, 'integer') ??
    nameAt(source, pos) ??
    match(source, pos, string, 'string') ??
    match(source, pos, operator, 'operator')
  );
}

function match(source: string, pos: number, pattern: RegExp, type: TokenType): Token | undefined {
  pattern.lastIndex = pos;
  if (!pattern.test(source)) return undefined;
  const end = pattern.lastIndex;
  const text = type === 'string' ? source.slice(pos + 1, end - 1) : source.slice(pos, end);
  return { type, text, at: pos, end };
}

function nameAt(source: string, pos: number): Token | undefined {
  const token = match(source, pos, name, 'name');
  const after = token === undefined ? pos : token.end;
  if (!(source.charCodeAt(after) > 127)) return token;
  anyName ??= /[\p{L}\p{N}\p{M}_]+/uy;
  return match(source, pos, anyName, 'name') ?? token;
}

function balance(source: string, { text, at }: Token, open: string[]): void {
  const closer = closers[text];
  if (closer !== undefined) open.push(closer);
  if (text !== '}' && text !== ')' && text !== ']') return;
  const wanted = open.pop();
  if (wanted === undefined) throw syntaxError(source, at, `unexpected '${text}'`);
  if (wanted !== text) throw syntaxError(source, at, `unexpected '${text}', expected '${wanted}'`);
}
