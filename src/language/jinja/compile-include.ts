import { DroverError } from '../../core/errors.ts';
import { failure } from '../../core/value/failure.ts';
import { toList } from '../../core/value/sequence.ts';
import { text } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import type { BlockNode, ImportNode, IncludeNode, Statement } from './ast.ts';
import { BlockReference } from './block-reference.ts';
import { compileExpression } from './compile-expression.ts';
import { type Compiled, Context, type Execute, type Frame, flow, resolveFromInclude } from './frame.ts';
import { runTemplate } from './run-template.ts';
import { TemplateModule } from './template-module.ts';
import { isUndefined, Undefined } from './undefined.ts';

/** The first template of a name, or of a list of names, that is there. */
function load(frame: Frame, given: Value): Compiled | undefined {
  if (isUndefined(given)) throw given.error();
  const names = typeof given === 'string' ? [given] : toList(given).map(text);
  for (const name of names) {
    const found = frame.context.rendering.load(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function demand(frame: Frame, given: Value): Compiled {
  const template = load(frame, given);
  if (template !== undefined) return template;
  throw new DroverError('TEMPLATE_FAILED', `Cannot find template ${text(given)}: it is in none of the folders for templates`);
}

/** A context for another file: it sees the names of this place, or none but the global functions. */
function contextFor(frame: Frame, withContext: boolean): Context {
  const { rendering } = frame.context;
  return new Context(rendering, withContext ? (name) => resolveFromInclude(frame, name) : (name) => rendering.global(name));
}

export function compileInclude(node: IncludeNode): Execute {
  const name = compileExpression(node.template);
  return (frame, output) => {
    const given = name(frame);
    const template = node.ignoreMissing ? load(frame, given) : demand(frame, given);
    if (template !== undefined) runTemplate(template, contextFor(frame, node.withContext), output);
    return flow.on;
  };
}

export function compileImport(node: ImportNode): Execute {
  const name = compileExpression(node.template);
  return (frame) => {
    const given = name(frame);
    const context = contextFor(frame, node.withContext);
    const output: string[] = [];
    runTemplate(demand(frame, given), context, output);
    const module = new TemplateModule(text(given), context, output.join(''));
    if (node.as !== undefined) assignImported(frame, node.as, module);
    for (const [imported, alias] of node.names) {
      const value = module.attribute(imported);
      assignImported(frame, alias, value === undefined ? notExported(text(given), imported) : value);
    }
    return flow.on;
  };
}

function notExported(template: string, name: string): Undefined {
  return new Undefined(name, `the template '${template}' does not export the requested name '${name}'`);
}

function assignImported(frame: Frame, name: string, value: Value): void {
  frame.vars.set(name, value);
  if (frame.vars === frame.context.vars) frame.context.hidden.add(name);
}

/** From here on only the blocks of this template count; its output goes nowhere. */
export function compileExtends({ template }: Extract<Statement, { kind: 'extends' }>): Execute {
  const name = compileExpression(template);
  return (frame, output) => {
    if (frame.root.extended !== undefined) throw failure('Cannot extend the template: it extends another one already');
    frame.root.extended = demand(frame, name(frame));
    frame.root.kept = output.length;
    frame.context.addBlocks(frame.root.extended);
    return flow.on;
  };
}

export function compileBlock({ name, scoped, required }: BlockNode): Execute {
  return (frame, output) => {
    if (frame.root.extended !== undefined) return flow.on;
    const blocks = frame.context.blocks.get(name) ?? [];
    if (required && blocks.length <= 1) throw failure(`Cannot render the template: its required block '${name}' is not there`);
    const context = scoped
      ? new Context(frame.context.rendering, (wanted) => resolveFromInclude(frame, wanted), frame.context.blocks)
      : frame.context;
    new BlockReference(context, name, 0).run(output);
    return flow.on;
  };
}
