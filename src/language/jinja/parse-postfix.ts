import type { Arguments, Expression, FilterNode } from './ast.ts';
import type { ParserState } from './parser-state.ts';
import type { TokenStream } from './token-stream.ts';

/** Methods of Python's containers that change them in place. */
const mutators = new Set('append extend insert remove pop clear sort reverse update setdefault popitem add discard'.split(' '));

/** What follows an expression directly: `.name`, `[index]`, `(arguments)`. */
export function parsePostfix(state: ParserState, start: Expression): Expression {
  let node = start;
  for (;;) {
    if (state.stream.isOperator('.')) node = parseAttribute(state, node);
    else if (state.stream.isOperator('[')) node = parseSubscript(state, node);
    else if (state.stream.isOperator('(')) node = parseCall(state, node);
    else return node;
  }
}

/** Filters and tests behind an expression. */
export function parseFilters(state: ParserState, start: Expression): Expression {
  let node = start;
  for (;;) {
    if (state.stream.skipOperator('|')) node = parseFilter(state, node);
    else if (state.stream.isName('is')) node = parseTest(state, node);
    else if (state.stream.isOperator('(')) node = parseCall(state, node);
    else return node;
  }
}

function parseAttribute({ stream }: ParserState, target: Expression): Expression {
  const { at } = stream.next();
  if (stream.is('name')) return { kind: 'attribute', at, target, name: stream.next().text };
  if (!stream.is('integer')) throw stream.fail('expected name or number');
  const index = stream.next();
  return { kind: 'item', at, target, index: { kind: 'const', at: index.at, value: Number(index.text) } };
}

function parseSubscript(state: ParserState, target: Expression): Expression {
  const { stream } = state;
  const { at } = stream.next();
  const items: Expression[] = [];
  while (!stream.isOperator(']')) {
    if (items.length > 0) stream.expect('operator', ',');
    items.push(parseIndex(state));
  }
  stream.expect('operator', ']');
  const [first] = items;
  const index: Expression = items.length === 1 && first !== undefined ? first : { kind: 'tuple', at, items };
  return { kind: 'item', at, target, index };
}

function parseIndex(state: ParserState): Expression {
  const { stream } = state;
  const { at } = stream.current;
  const start = stream.isOperator(':') ? undefined : state.expression();
  if (!stream.skipOperator(':')) {
    if (start === undefined) throw stream.unexpected();
    return start;
  }
  const part = () => (stream.isOperator(':', ']', ',') ? undefined : state.expression());
  const stop = part();
  const step = stream.skipOperator(':') ? part() : undefined;
  return { kind: 'slice', at, start, stop, step };
}

export function parseCall(state: ParserState, target: Expression): Expression {
  const { at } = state.stream.current;
  if (target.kind === 'attribute' && mutators.has(target.name)) state.mutates = true;
  return { kind: 'call', at, target, arguments: parseArguments(state) };
}

const noArguments: Arguments = { positional: [], named: [], spread: undefined, spreadNamed: undefined };

function parseArguments(state: ParserState): Arguments {
  const { stream } = state;
  const { at } = stream.expect('operator', '(');
  const result: { -readonly [K in keyof Arguments]: Arguments[K] } & ArgumentLists = {
    ...noArguments,
    positional: [],
    named: [],
  };
  let first = true;
  while (!stream.isOperator(')')) {
    if (!first) stream.expect('operator', ',');
    if (stream.isOperator(')')) break;
    first = false;
    if (!parseArgument(state, result)) throw stream.fail('the arguments of the call are in an order that is not valid', at);
  }
  stream.expect('operator', ')');
  return result;
}

interface ArgumentLists {
  readonly positional: Expression[];
  readonly named: [string, Expression][];
  spread: Expression | undefined;
  spreadNamed: Expression | undefined;
}

/** Whether the argument may stand where it stands. */
function parseArgument(state: ParserState, result: ArgumentLists): boolean {
  const { stream } = state;
  const starred = result.spread !== undefined || result.spreadNamed !== undefined;
  if (stream.skipOperator('*')) {
    result.spread = state.expression();
    return !starred;
  }
  const allowed = result.spreadNamed === undefined;
  if (stream.skipOperator('**')) {
    result.spreadNamed = state.expression();
    return allowed;
  }
  if (stream.is('name') && stream.following.type === 'operator' && stream.following.text === '=') {
    const { text: name, at } = stream.next();
    if (result.named.some(([given]) => given === name)) throw stream.fail(`keyword argument repeated: ${name}`, at);
    stream.next();
    result.named.push([name, state.expression()]);
    return allowed;
  }
  result.positional.push(state.expression());
  return !starred && result.named.length === 0;
}

function dottedName(stream: TokenStream): string {
  let name = stream.expect('name').text;
  while (stream.skipOperator('.')) name += `.${stream.expect('name').text}`;
  return name;
}

/** The filter after `|`, or at the head of a filter block, where there is no target. */
export function parseFilter(state: ParserState, target: Expression | undefined): FilterNode {
  const { at } = state.stream.current;
  const name = dottedName(state.stream);
  return { kind: 'filter', at, target, name, arguments: state.stream.isOperator('(') ? parseArguments(state) : noArguments };
}

function parseTest(state: ParserState, target: Expression): Expression {
  const { stream } = state;
  stream.next();
  const negated = stream.skipName('not');
  const { at } = stream.current;
  const name = dottedName(stream);
  const test: Expression = { kind: 'test', at, target, name, arguments: parseTestArguments(state) };
  return negated ? { kind: 'unary', at, operator: 'not', operand: test } : test;
}

/** In brackets, or one operand without them: `x is divisibleby 3`. */
function parseTestArguments(state: ParserState): Arguments {
  const { stream } = state;
  if (stream.isOperator('(')) return parseArguments(state);
  const starts = ['name', 'string', 'integer', 'float'].includes(stream.current.type) || stream.isOperator('[', '{');
  if (!starts || stream.isName('else', 'or', 'and')) return noArguments;
  if (stream.isName('is')) throw stream.fail('tests with "is" cannot be chained');
  return { ...noArguments, positional: [parsePostfix(state, state.primary())] };
}
