import { syntaxError } from './syntax-error.ts';
import type { Token, TokenType } from './token.ts';

const space = /\s+/y;
const float = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy;
const integer = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy;
const name = /[A-Za-z0-9_]+/y;
const anyName = /[\p{L}\p{N}\p{M}_]+/uy;
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

interface TagRules {
  readonly closer: string;
  /** Whether `+` may stand before the closing delimiter. */
  readonly plus: boolean;
  /** Where the tokens go. */
  readonly tokens: Token[];
}

/**
 * Reads the inside of `{{ }}` or `{% %}` up to its closing delimiter, which does not count within brackets.
 * @throws TemplateSyntaxError
 */
export function scanTag(source: string, from: number, { closer, plus, tokens }: TagRules): TagEnd {
  const open: string[] = [];
  let pos = from;
  while (pos < source.length) {
    const end = open.length === 0 ? closing(source, pos, closer, plus) : undefined;
    if (end !== undefined) return end;
    const token = next(source, pos);
    if (token === undefined) {
      throw syntaxError(source, pos, `unexpected character '${String.fromCodePoint(source.codePointAt(pos) ?? 0)}'`);
    }
    if (token.type === 'operator') balance(source, token, open);
    if (token.type !== 'data') tokens.push(token);
    pos = token.end;
  }
  const last = open.at(-1);
  throw syntaxError(
    source,
    source.length,
    last === undefined ? `unexpected end, expected '${closer}'` : `unexpected end, expected '${last}'`,
  );
}

function closing(source: string, pos: number, closer: string, plus: boolean): TagEnd | undefined {
  if (source.startsWith(closer, pos)) return { at: pos, after: pos + closer.length, sign: '' };
  const sign = source[pos];
  if (sign !== '-' && !(plus && sign === '+')) return undefined;
  return source.startsWith(closer, pos + 1) ? { at: pos, after: pos + 1 + closer.length, sign } : undefined;
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
