import type { ImportNode, IncludeNode } from './ast.ts';
import { parseExpression } from './parse-expression.ts';
import { parseNameTarget } from './parse-target.ts';
import type { StatementState } from './statement-state.ts';
import type { TokenStream } from './token-stream.ts';

export function parseInclude(state: StatementState, at: number): IncludeNode {
  const template = parseExpression(state);
  const ignoreMissing = skipPair(state.stream, 'ignore', 'missing');
  return { kind: 'include', at, template, ignoreMissing, withContext: parseContext(state.stream) ?? true };
}

export function parseImport(state: StatementState, at: number): ImportNode {
  const template = parseExpression(state);
  state.stream.expect('name', 'as');
  const as = parseNameTarget(state).name;
  return { kind: 'import', at, template, as, names: [], withContext: parseContext(state.stream) ?? false };
}

/** `{% from "file" import a, b as c with context %}` */
export function parseFrom(state: StatementState, at: number): ImportNode {
  const { stream } = state;
  const template = parseExpression(state);
  stream.expect('name', 'import');
  const names: [string, string][] = [];
  let withContext: boolean | undefined;
  do {
    withContext = parseContext(stream);
    if (withContext !== undefined) break;
    names.push(parseImported(state));
    withContext = parseContext(stream);
  } while (withContext === undefined && stream.skipOperator(',') && !stream.is('block_end'));
  return { kind: 'import', at, template, as: undefined, names, withContext: withContext ?? false };
}

function parseImported(state: StatementState): [string, string] {
  const { name, at } = parseNameTarget(state);
  if (name.startsWith('_')) throw state.stream.fail('a name that starts with an underscore cannot be imported', at);
  return [name, state.stream.skipName('as') ? parseNameTarget(state).name : name];
}

function parseContext(stream: TokenStream): boolean | undefined {
  if (skipPair(stream, 'with', 'context')) return true;
  return skipPair(stream, 'without', 'context') ? false : undefined;
}

function skipPair(stream: TokenStream, first: string, second: string): boolean {
  if (!stream.isName(first) || stream.following.type !== 'name' || stream.following.text !== second) return false;
  stream.next();
  stream.next();
  return true;
}
