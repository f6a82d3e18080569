import { parseJson } from '../../../../../core/value/json-parse.ts';
import type { Value } from '../../../../../core/value/types.ts';
import { failure } from '../../../python/failure.ts';

export interface Token {
  readonly type: string;
  readonly at: number;
  /** A name, a literal or a number. */
  readonly value: Value;
}

const pattern =
  /\s+|([A-Za-z_]\w*)|(-?\d+)|("(?:[^"\\]|\\.)*")|('(?:[^'\\]|\\.)*')|(`(?:[^`\\]|\\.)*`)|(\[\]|\[\?|&&|\|\||[<>=!]=|[.*\],:@(){}[&|<>!])/gsy;

/** The tokens of a JMESPath expression, `end` last. @throws DroverError `TEMPLATE_FAILED` */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(source);
    if (match === null) throw failure(`query with "${source}"`, `there is an unknown token at position ${at}`);
    const token = tokenOf(match, at);
    if (token !== undefined) tokens.push(token);
  }
  return [...tokens, { type: 'end', at: source.length, value: null }];
}

function tokenOf(match: RegExpExecArray, at: number): Token | undefined {
  const [, name, number, quoted, raw, literal, sign] = match;
  if (name !== undefined) return { type: 'name', at, value: name };
  if (number !== undefined) return { type: 'number', at, value: Number(number) };
  if (quoted !== undefined) return { type: 'quoted', at, value: parseJson(quoted) };
  if (raw !== undefined) return { type: 'literal', at, value: raw.slice(1, -1).replaceAll("\\'", "'") };
  if (literal !== undefined)
    return { type: 'literal', at, value: literalValue(literal.slice(1, -1).replaceAll('\\`', '`').trimStart()) };
  return sign === undefined ? undefined : { type: sign, at, value: null };
}

/** JSON; text that is none is a string, as older versions of the language had it. */
function literalValue(source: string): Value {
  return /^(?:["[{\-0-9]|true$|false$|null$)/.test(source.trim()) ? parseJson(source) : source;
}
