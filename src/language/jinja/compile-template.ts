import type { TemplateNode } from './ast.ts';
import { compileExpression } from './compile-expression.ts';
import { compileBody } from './compile-statement.ts';
import type { Compiled } from './frame.ts';
import { mayKeepText } from './keeps-text.ts';
import { findUnsetNames } from './unset-names.ts';

/** A parsed template as functions. */
export function compileTemplate(node: TemplateNode): Compiled {
  findUnsetNames(node);
  const [first] = node.body;
  return {
    execute: compileBody(node.body),
    single:
      node.body.length === 1 && first?.kind === 'print'
        ? { value: compileExpression(first.value), keeps: mayKeepText(first.value) }
        : undefined,
    blocks: new Map([...node.blocks].map(([name, block]) => [name, compileBody(block.body)])),
    mutates: node.mutates,
    origin: node.origin,
  };
}
