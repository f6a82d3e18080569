import { truthy } from '../../core/value/text.ts';
import type { Expression, Statement, Target } from './ast.ts';
import { compileAssign } from './compile-assign.ts';
import { compileFilter } from './compile-call.ts';
import { compileExpression } from './compile-expression.ts';
import { compileFor } from './compile-for.ts';
import { compileBlock, compileExtends, compileImport, compileInclude } from './compile-include.ts';
import { compileCallBlock, compileMacro } from './compile-macro.ts';
import { concat } from './concat.ts';
import { finalize, printed } from './finalize.ts';
import { type Execute, type Frame, flow, innerFrame, type Output } from './frame.ts';
import { mayKeepText } from './keeps-text.ts';
import { notePlace } from './origin.ts';
import { unsetIn } from './unset-names.ts';

type Node<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** Statements in order; `break` and `continue` end them early. */
export function compileBody(body: readonly Statement[]): Execute {
  const run = compileSequence(body.map(compilePlaced));
  const unset = unsetIn(body);
  if (unset === undefined) return run;
  return (frame, output) => {
    frame.unset = unset;
    return run(frame, output);
  };
}

function compileSequence(parts: readonly Execute[]): Execute {
  const [first, second] = parts;
  if (first === undefined) return () => flow.on;
  if (second === undefined) return first;
  return (frame, output) => {
    for (const part of parts) {
      const next = part(frame, output);
      if (next !== flow.on) return next;
    }
    return flow.on;
  };
}

/** The statement; errors that come out of it remember where it stands. */
function compilePlaced(node: Statement): Execute {
  const run = compileStatement(node);
  if (node.kind === 'text') return run;
  return (frame, output) => {
    try {
      return run(frame, output);
    } catch (error) {
      notePlace(error, node);
      throw error;
    }
  };
}

function compileStatement(node: Statement): Execute {
  switch (node.kind) {
    case 'text':
      return (_frame, output) => push(output, node.text);
    case 'print':
      return compilePrint(node.value);
    case 'if':
      return compileIf(node);
    case 'for':
      return compileFor(node, compileBody);
    case 'set':
      return compileSet(node);
    case 'set-block':
      return compileSetBlock(node);
    case 'do': {
      const value = compileExpression(node.value);
      return (frame) => {
        value(frame);
        return flow.on;
      };
    }
    case 'break':
      return () => flow.break;
    case 'continue':
      return () => flow.continue;
    default:
      return compileScope(node);
  }
}

function compileScope(
  node: Node<'macro' | 'call-block' | 'filter-block' | 'with' | 'include' | 'import' | 'extends' | 'block'>,
): Execute {
  switch (node.kind) {
    case 'macro':
      return compileMacro(node, compileBody);
    case 'call-block':
      return compileCallBlock(node, compileBody);
    case 'filter-block':
      return compileFilterBlock(node);
    case 'with':
      return compileWith(node);
    case 'include':
      return compileInclude(node);
    case 'import':
      return compileImport(node);
    case 'extends':
      return compileExtends(node);
    case 'block':
      return compileBlock(node);
  }
}

function push(output: Output, text: string): typeof flow.on {
  output.push(text);
  return flow.on;
}

function compilePrint(expression: Expression): Execute {
  const value = compileExpression(expression);
  if (mayKeepText(expression)) return (frame, output) => push(output, printed(value(frame), frame.context.rendering));
  return (frame, output) => {
    const text = printed(value(frame), frame.context.rendering);
    frame.context.rendering.keptTexts.delete(text);
    return push(output, text);
  };
}

function compileIf({ branches, otherwise }: Node<'if'>): Execute {
  const tests = branches.map(([test, body]) => ({ test: compileExpression(test), body: compileBody(body) }));
  const rest = compileBody(otherwise);
  return (frame, output) => {
    for (const { test, body } of tests) if (truthy(test(frame))) return body(frame, output);
    return rest(frame, output);
  };
}

function compileSet({ target, value }: Node<'set'>): Execute {
  const [assign, given] = [compileAssign(target), compileExpression(value)];
  return (frame) => {
    assign(frame, given(frame));
    return flow.on;
  };
}

function compileSetBlock({ target, filter, body }: Node<'set-block'>): Execute {
  const [assign, content] = [compileAssign(target), compileBody(body)];
  const filtered =
    filter === undefined ? undefined : compileFilter(filter, compileExpression, (frame) => captured(frame, content));
  return (frame) => {
    assign(frame, filtered === undefined ? captured(frame, content) : filtered(innerFrame(frame)));
    return flow.on;
  };
}

function captured(frame: Frame, body: Execute) {
  const output: Output = [];
  body(innerFrame(frame), output);
  return concat(output, frame.context.rendering);
}

function compileFilterBlock({ filter, body }: Node<'filter-block'>): Execute {
  const content = compileBody(body);
  const filtered = compileFilter(filter, compileExpression, (frame) => captured(frame, content));
  return (frame, output) => push(output, finalize(filtered(frame)));
}

function compileWith({ bindings, body }: Node<'with'>): Execute {
  const values = bindings.map(([target, value]: readonly [Target, Expression]) => ({
    assign: compileAssign(target),
    value: compileExpression(value),
  }));
  const content = compileBody(body);
  return (frame, output) => {
    const inner = innerFrame(frame);
    const given = values.map(({ value }) => value(frame));
    values.forEach(({ assign }, i) => {
      assign(inner, given[i] ?? null);
    });
    return content(inner, output);
  };
}
