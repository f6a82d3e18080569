import { toList } from '../../core/value/sequence.ts';
import { truthy } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import type { ForNode, Statement } from './ast.ts';
import { type Assign, compileAssign } from './compile-assign.ts';
import { compileExpression } from './compile-expression.ts';
import { concat } from './concat.ts';
import { type Evaluate, type Execute, type Flow, type Frame, flow, innerFrame, type Output } from './frame.ts';
import { Loop } from './loop.ts';

interface CompiledFor {
  readonly assign: Assign;
  readonly test: Evaluate | undefined;
  readonly recursive: boolean;
  readonly usesLoop: boolean;
  readonly body: Execute;
  readonly otherwise: Execute;
}

export function compileFor(node: ForNode, compileBody: (body: readonly Statement[]) => Execute): Execute {
  const items = compileExpression(node.items);
  const parts: CompiledFor = {
    assign: compileAssign(node.target),
    test: node.test === undefined ? undefined : compileExpression(node.test),
    recursive: node.recursive,
    usesLoop: node.usesLoop,
    body: compileBody(node.body),
    otherwise: compileBody(node.otherwise),
  };
  return (frame, output) => run(parts, frame, output, items(frame), 1);
}

function run(parts: CompiledFor, frame: Frame, output: Output, iterable: Value, depth: number): Flow {
  const items = selected(parts, frame, toList(iterable));
  frame.context.rendering.turn(items.length);
  if (items.length === 0) return parts.otherwise(innerFrame(frame), output);
  const again = parts.recursive ? (inner: Value) => recurse(parts, frame, inner, depth + 1) : undefined;
  const loop = new Loop(items, depth, again);
  for (const item of items) {
    const inner = innerFrame(frame);
    parts.assign(inner, item);
    if (parts.usesLoop) inner.vars.set('loop', loop);
    if (parts.body(inner, output) === flow.break) break;
    loop.at++;
  }
  return flow.on;
}

/** The items that the loop's own `if` lets through; it sees the loop's names but no `loop`. */
function selected({ test, assign }: CompiledFor, frame: Frame, items: Value[]): Value[] {
  if (test === undefined) return items;
  return items.filter((item) => {
    const inner = innerFrame(frame);
    assign(inner, item);
    return truthy(test(inner));
  });
}

function recurse(parts: CompiledFor, frame: Frame, iterable: Value, depth: number): Value {
  const output: Output = [];
  run(parts, frame, output, iterable, depth);
  return concat(output, frame.context.rendering);
}
