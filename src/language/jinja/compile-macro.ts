import { noKwargs } from '../../core/value/function.ts';
import type { Value } from '../../core/value/types.ts';
import type { MacroNode, Statement } from './ast.ts';
import { callValue } from './call-value.ts';
import { compileArguments } from './compile-call.ts';
import { compileExpression } from './compile-expression.ts';
import { finalize } from './finalize.ts';
import { type Execute, type Frame, flow } from './frame.ts';
import { Macro, type MacroBody } from './macro.ts';

type CompileBody = (body: readonly Statement[]) => Execute;

export function compileMacro(node: MacroNode, compileBody: CompileBody): Execute {
  const body = macroBody(node, compileBody);
  return (frame) => {
    frame.vars.set(node.name, new Macro(body, frame));
    return flow.on;
  };
}

function macroBody(node: MacroNode, compileBody: CompileBody): MacroBody {
  return {
    name: node.name,
    parameters: node.parameters.map(({ name, fallback }) => ({
      name,
      fallback: fallback === undefined ? undefined : compileExpression(fallback),
    })),
    body: compileBody(node.body),
    uses: node.uses,
  };
}

/** Calls the macro with the block's body as its keyword argument `caller`. */
export function compileCallBlock(
  { call, caller }: Extract<Statement, { kind: 'call-block' }>,
  compileBody: CompileBody,
): Execute {
  const body = macroBody(caller, compileBody);
  const target = compileExpression(call.target);
  const { args, kwargs } = compileArguments(call.arguments, compileExpression);
  return (frame: Frame, output) => {
    const named = new Map<string, Value>([...(kwargs(frame) ?? noKwargs), ['caller', new Macro(body, frame)]]);
    output.push(finalize(callValue(target(frame), args(frame), named)));
    return flow.on;
  };
}
