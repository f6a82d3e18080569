import type { MacroNode, Parameter, Statement } from './ast.ts';
import { parseExpression } from './parse-expression.ts';
import { parseNameTarget } from './parse-target.ts';
import { namesOf } from './parser-state.ts';
import type { StatementState } from './statement-state.ts';

export function parseMacro(state: StatementState, at: number): MacroNode {
  const { name } = parseNameTarget(state);
  const parameters = parseParameters(state);
  return { kind: 'macro', at, name, parameters, ...macroBody(state, 'macro', 'endmacro') };
}

/** `{% call(item) macro(…) %}…{% endcall %}`: the body is the macro's `caller`. */
export function parseCallBlock(state: StatementState, at: number): Statement {
  const parameters = state.stream.isOperator('(') ? parseParameters(state) : [];
  const call = parseExpression(state);
  if (call.kind !== 'call') throw state.stream.fail('expected a call', at);
  const caller = { kind: 'macro', at, name: 'caller', parameters, ...macroBody(state, 'call', 'endcall') } as const;
  return { kind: 'call-block', at, call, caller };
}

function macroBody(state: StatementState, name: string, end: string): Pick<MacroNode, 'body' | 'uses'> {
  const { names, result } = namesOf(state, () => state.body(name, end));
  return { body: result.body, uses: new Set(['varargs', 'kwargs', 'caller'].filter((special) => names.has(special))) };
}

function parseParameters(state: StatementState): Parameter[] {
  const { stream } = state;
  stream.expect('operator', '(');
  const parameters: Parameter[] = [];
  while (!stream.isOperator(')')) {
    if (parameters.length > 0) stream.expect('operator', ',');
    const { name, at } = parseNameTarget(state);
    const fallback = stream.skipOperator('=') ? parseExpression(state) : undefined;
    if (fallback === undefined && parameters.at(-1)?.fallback !== undefined) {
      throw stream.fail('a parameter without a default follows one that has one', at);
    }
    parameters.push({ name, fallback });
  }
  stream.expect('operator', ')');
  return parameters;
}
