import { didYouMean } from '../../core/suggest.ts';
import type { Expression, Statement } from './ast.ts';
import { parseExpression, parseTuple } from './parse-expression.ts';
import { parseFrom, parseImport, parseInclude } from './parse-include.ts';
import { parseCallBlock, parseMacro } from './parse-macro.ts';
import { parseFilter, parseFilters } from './parse-postfix.ts';
import { parseAssignTarget, parseTargets } from './parse-target.ts';
import { namesOf } from './parser-state.ts';
import type { StatementState } from './statement-state.ts';

type Parse = (state: StatementState, at: number) => Statement;

const statements: ReadonlyMap<string, Parse> = new Map<string, Parse>([
  ['if', parseIf],
  ['for', parseFor],
  ['set', parseSet],
  ['block', parseBlock],
  ['extends', (state, at) => ({ kind: 'extends', at, template: parseExpression(state) })],
  ['print', parsePrint],
  ['macro', parseMacro],
  ['call', parseCallBlock],
  ['filter', parseFilterBlock],
  ['include', parseInclude],
  ['import', parseImport],
  ['from', parseFrom],
  ['with', parseWith],
  ['autoescape', parseAutoescape],
]);

const extensions: ReadonlyMap<string, readonly [string, Parse]> = new Map<string, readonly [string, Parse]>([
  ['do', ['do', (state, at) => ({ kind: 'do', at, value: parseTuple(state) })]],
  ['break', ['loopcontrols', (_state, at) => ({ kind: 'break', at })]],
  ['continue', ['loopcontrols', (_state, at) => ({ kind: 'continue', at })]],
]);

/** The statement of a `{% %}`, its body included. */
export function parseStatement(state: StatementState): Statement {
  const { stream } = state;
  const { text, at } = stream.current;
  if (!stream.is('name')) throw stream.fail('expected the name of a statement');
  const parse = statements.get(text) ?? extension(state, text);
  if (parse === undefined) throw unknownStatement(state, text);
  stream.next();
  state.starts.push(at);
  const statement = parse(state, at);
  state.starts.pop();
  return statement;
}

function extension({ extensions: enabled }: StatementState, name: string): Parse | undefined {
  const [needed, parse] = extensions.get(name) ?? [];
  return needed !== undefined && enabled.has(needed) ? parse : undefined;
}

function unknownStatement({ stream, open }: StatementState, name: string): Error {
  const inner = open.at(-1);
  const needed = extensions.get(name)?.[0];
  if (needed !== undefined) return stream.fail(`the statement '${name}' belongs to the extension '${needed}', which is off`);
  if (!isEnd(name)) {
    const hint = didYouMean(name, [...statements.keys(), ...(inner?.ends ?? [])]);
    return stream.fail(`unknown statement '${name}'`, stream.current.at, hint);
  }
  if (inner === undefined) return stream.fail(`'${name}' has no beginning`);
  const hint = `"${inner.name}" ends with "${inner.ends.at(-1)}"`;
  return stream.fail(`unexpected '${name}': '${inner.name}' is still open`, stream.current.at, hint);
}

/** Whether the name can only continue or end a statement. */
function isEnd(name: string): boolean {
  return name === 'else' || name === 'elif' || (name.startsWith('end') && (statements.has(name.slice(3)) || name === 'endraw'));
}

function parseIf(state: StatementState): Statement {
  const { at } = state.stream.current;
  const branches: [Expression, readonly Statement[]][] = [];
  let end: string;
  do {
    const test = parseTuple(state, { conditional: false });
    const part = state.body('if', 'elif', 'else', 'endif');
    branches.push([test, part.body]);
    end = part.end;
  } while (end === 'elif');
  const otherwise = end === 'else' ? state.body('if', 'endif').body : [];
  return { kind: 'if', at, branches, otherwise };
}

function parseFor(state: StatementState, at: number): Statement {
  const { stream } = state;
  const target = parseTargets(state, { until: 'in' });
  stream.expect('name', 'in');
  const items = parseTuple(state, { conditional: false, until: ['recursive'] });
  const test = stream.skipName('if') ? parseExpression(state) : undefined;
  const recursive = stream.skipName('recursive');
  const { names: used, result: part } = namesOf(state, () => state.body('for', 'else', 'endfor'));
  const otherwise = part.end === 'else' ? state.body('for', 'endfor').body : [];
  const usesLoop = recursive || used.has('loop') || [...state.blocks.values()].some((block) => block.scoped && block.at > at);
  return { kind: 'for', at, target, items, test, recursive, usesLoop, body: part.body, otherwise };
}

function parseSet(state: StatementState, at: number): Statement {
  const { stream } = state;
  const target = parseTargets(state, { namespaces: true });
  if (stream.skipOperator('=')) return { kind: 'set', at, target, value: parseTuple(state) };
  const filter = stream.skipOperator('|') ? parseFilters(state, parseFilter(state, undefined)) : undefined;
  if (filter !== undefined && filter.kind !== 'filter') throw stream.fail('expected a filter', at);
  return { kind: 'set-block', at, target, filter, body: state.body('set', 'endset').body };
}

function parseBlock(state: StatementState, at: number): Statement {
  const { stream } = state;
  const name = stream.expect('name').text;
  const scoped = stream.skipName('scoped');
  const required = stream.skipName('required');
  if (stream.isOperator('-')) throw stream.fail('the name of a block has no hyphens, use underscores');
  const { body } = state.body('block', 'endblock');
  stream.skipName(name);
  if (required && body.some((part) => part.kind !== 'text' || part.text.trim() !== '')) {
    throw stream.fail('a required block holds nothing but comments and white space', at);
  }
  if (state.blocks.has(name)) throw stream.fail(`the block '${name}' is defined twice`, at);
  const block = { kind: 'block', at, name, scoped, required, body } as const;
  state.blocks.set(name, block);
  return block;
}

/** `{% print a, b %}` */
function parsePrint(state: StatementState, at: number): Statement {
  const bindings: Statement[] = [];
  while (!state.stream.is('block_end')) {
    if (bindings.length > 0) state.stream.expect('operator', ',');
    bindings.push({ kind: 'print', at, value: parseExpression(state) });
  }
  return { kind: 'with', at, bindings: [], body: bindings };
}

/** A whole chain, `{% filter upper | trim %}`: the innermost works on the body. */
function parseFilterBlock(state: StatementState, at: number): Statement {
  const filter = parseFilters(state, parseFilter(state, undefined));
  if (filter.kind !== 'filter') throw state.stream.fail('expected a filter', at);
  return { kind: 'filter-block', at, filter, body: state.body('filter', 'endfilter').body };
}

function parseWith(state: StatementState, at: number): Statement {
  const { stream } = state;
  const bindings: (readonly [ReturnType<typeof parseAssignTarget>, Expression])[] = [];
  while (!stream.is('block_end')) {
    if (bindings.length > 0) stream.expect('operator', ',');
    const target = parseAssignTarget(state);
    stream.expect('operator', '=');
    bindings.push([target, parseExpression(state)]);
  }
  return { kind: 'with', at, bindings, body: state.body('with', 'endwith').body };
}

/** Escaping is HTML's and off in Ansible; what remains is a scope. */
function parseAutoescape(state: StatementState, at: number): Statement {
  parseExpression(state);
  return { kind: 'with', at, bindings: [], body: state.body('autoescape', 'endautoescape').body };
}
