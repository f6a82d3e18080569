import type { Value } from '../../core/value/types.ts';
import { Float, integer } from '../../core/value/types.ts';
import { unescapeString } from '../../core/value/unescape.ts';
import type { Expression, TupleNode } from './ast.ts';
import { parseFilters, parsePostfix } from './parse-postfix.ts';
import type { ParserState } from './parser-state.ts';
import type { TokenStream } from './token-stream.ts';

/** An expression, `a if b else c` included unless `conditional` is false. */
export function parseExpression(state: ParserState, conditional = true): Expression {
  let result = parseOr(state);
  if (!conditional) return result;
  while (state.stream.skipName('if')) {
    const test = parseOr(state);
    const otherwise = state.stream.skipName('else') ? parseExpression(state) : undefined;
    result = { kind: 'conditional', at: result.at, test, value: result, otherwise };
  }
  return result;
}

function parseOr(state: ParserState): Expression {
  let left = parseAnd(state);
  while (state.stream.skipName('or')) left = { kind: 'binary', at: left.at, operator: 'or', left, right: parseAnd(state) };
  return left;
}

function parseAnd(state: ParserState): Expression {
  let left = parseNot(state);
  while (state.stream.skipName('and')) left = { kind: 'binary', at: left.at, operator: 'and', left, right: parseNot(state) };
  return left;
}

function parseNot(state: ParserState): Expression {
  if (!state.stream.isName('not')) return parseCompare(state);
  const { at } = state.stream.next();
  return { kind: 'unary', at, operator: 'not', operand: parseNot(state) };
}

function comparison(stream: TokenStream): string | undefined {
  if (stream.isOperator('==', '!=', '<', '<=', '>', '>=')) return stream.next().text;
  if (stream.skipName('in')) return 'in';
  if (!stream.isName('not') || stream.following.type !== 'name' || stream.following.text !== 'in') return undefined;
  stream.next();
  stream.next();
  return 'not in';
}

function parseCompare(state: ParserState): Expression {
  const first = parseSum(state);
  const rest: { operator: string; operand: Expression }[] = [];
  for (let operator = comparison(state.stream); operator !== undefined; operator = comparison(state.stream)) {
    rest.push({ operator, operand: parseSum(state) });
  }
  return rest.length === 0 ? first : { kind: 'compare', at: first.at, first, rest };
}

function parseSum(state: ParserState): Expression {
  let left = parseConcat(state);
  while (state.stream.isOperator('+', '-')) {
    const operator = state.stream.next().text;
    left = { kind: 'binary', at: left.at, operator, left, right: parseConcat(state) };
  }
  return left;
}

function parseConcat(state: ParserState): Expression {
  const first = parseProduct(state);
  if (!state.stream.isOperator('~')) return first;
  const items = [first];
  while (state.stream.skipOperator('~')) items.push(parseProduct(state));
  return { kind: 'concat', at: first.at, items };
}

function parseProduct(state: ParserState): Expression {
  let left = parsePower(state);
  while (state.stream.isOperator('*', '/', '//', '%')) {
    const operator = state.stream.next().text;
    left = { kind: 'binary', at: left.at, operator, left, right: parsePower(state) };
  }
  return left;
}

/** Jinja2's power binds to the left and after the sign: `-2 ** 2` is 4. */
function parsePower(state: ParserState): Expression {
  let left = parseUnary(state);
  while (state.stream.skipOperator('**')) {
    left = { kind: 'binary', at: left.at, operator: '**', left, right: parseUnary(state) };
  }
  return left;
}

function parseUnary(state: ParserState, filters = true): Expression {
  const { stream } = state;
  let node: Expression;
  if (stream.isOperator('-', '+')) {
    const { text, at } = stream.next();
    node = { kind: 'unary', at, operator: text === '-' ? '-' : '+', operand: parseUnary(state, false) };
  } else {
    node = parsePrimary(state);
  }
  node = parsePostfix(state, node);
  return filters ? parseFilters(state, node) : node;
}

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** A name, a literal or something in brackets. */
export function parsePrimary(state: ParserState): Expression {
  const { stream } = state;
  const { type, text, at } = stream.current;
  if (type === 'name') return parseName(state);
  if (type === 'string') return { kind: 'const', at, value: parseStrings(state) };
  if (type === 'integer' || type === 'float') {
    stream.next();
    return { kind: 'const', at, value: type === 'float' ? new Float(Number(text.replaceAll('_', ''))) : whole(text) };
  }
  if (stream.isOperator('(')) return parseParentheses(state);
  if (stream.isOperator('[')) return { kind: 'list', at, items: parseItems(state, ']', () => parseExpression(state)) };
  if (stream.isOperator('{')) return { kind: 'dict', at, entries: parseItems(state, '}', () => parsePair(state)) };
  throw stream.unexpected();
}

function parseName({ stream, names }: ParserState): Expression {
  const { text, at } = stream.next();
  const constant = constants.get(text);
  if (constant !== undefined) return { kind: 'const', at, value: constant };
  if (!/^[\p{L}\p{Nl}_]/u.test(text)) throw stream.fail('invalid character in identifier', at);
  names.add(text);
  return { kind: 'name', at, name: text };
}

function whole(text: string): number | bigint {
  return integer(BigInt(text.replaceAll('_', '').toLowerCase()));
}

function parseStrings({ stream, newline }: ParserState): string {
  let joined = '';
  while (stream.is('string')) {
    const { text, at } = stream.next();
    const value = unescapeString(newline === '\n' ? text : text.replaceAll('\n', newline));
    if (value === undefined) throw stream.fail('the string has an escape sequence that is not valid', at);
    joined += value;
  }
  return joined;
}

function parseParentheses(state: ParserState): Expression {
  state.stream.next();
  const inner = parseTuple(state, { empty: true });
  state.stream.expect('operator', ')');
  return inner;
}

function parseItems<T>({ stream }: ParserState, closer: string, item: () => T): T[] {
  stream.next();
  const items: T[] = [];
  while (!stream.isOperator(closer)) {
    if (items.length > 0) stream.expect('operator', ',');
    if (stream.isOperator(closer)) break;
    items.push(item());
  }
  stream.expect('operator', closer);
  return items;
}

function parsePair(state: ParserState): readonly [Expression, Expression] {
  const key = parseExpression(state);
  state.stream.expect('operator', ':');
  return [key, parseExpression(state)];
}

interface TupleRules {
  /** Whether nothing at all is a tuple too (within parentheses). */
  readonly empty?: boolean;
  readonly conditional?: boolean;
  /** Names that end it. */
  readonly until?: readonly string[];
}

/** One expression, or a tuple of several with commas between them. */
export function parseTuple(state: ParserState, rules: TupleRules = {}): Expression {
  const { stream } = state;
  const { at } = stream.current;
  const items: Expression[] = [];
  let isTuple = false;
  const ends = () =>
    stream.is('variable_end') || stream.is('block_end') || stream.isOperator(')') || stream.isName(...(rules.until ?? []));
  while (!ends()) {
    items.push(parseExpression(state, rules.conditional));
    if (!stream.skipOperator(',')) break;
    isTuple = true;
  }
  const [first] = items;
  if (!isTuple && first !== undefined) return first;
  if (!isTuple && rules.empty !== true) throw stream.fail(`expected an expression, got ${stream.described}`);
  return { kind: 'tuple', at, items } satisfies TupleNode;
}
