import { type MappingEntry, nodeValue, type YamlNode } from '../core/node.ts';
import { didYouMean } from '../core/suggest.ts';
import { text } from '../core/value/text.ts';
import type { Action, Loop, LoopControl } from './ast.ts';
import { describeNode } from './describe-node.ts';
import { directiveOf } from './directives.ts';
import { located, locatedItems, type ParseContext, reportError } from './parse-context.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const commonLoops =
  'with_items with_dict with_list with_nested with_together with_subelements with_sequence with_fileglob with_file with_first_found with_flattened with_indexed_items with_lines';

/** Reads `with_<lookup>` into a task's fields; what is wrong is reported. */
export function readWith(fields: { loop: Loop | undefined }, name: string, entry: MappingEntry, context: ParseContext): boolean {
  const lookup = name.slice('with_'.length);
  if (!context.vocabulary.hasLookup(lookup)) {
    const hint = didYouMean(name, commonLoops.split(' '));
    reportError(
      context,
      'KEYWORD_UNKNOWN',
      `Cannot use "${name}" in a task: there is no lookup "${lookup}"`,
      entry.key.span,
      hint,
    );
    return true;
  }
  if (fields.loop !== undefined) {
    reportError(context, 'TASK_INVALID', 'Cannot loop twice in one task: it has another loop already', entry.key.span);
  }
  if (nodeValue(entry.value) === null) {
    reportError(context, 'TASK_INVALID', `Cannot loop with "${name}": it has no value`, entry.key.span);
  }
  const loop: Loop = { lookup, items: located(entry.value) };
  fields.loop = loop;
  return true;
}

export function parseLoopControl(node: YamlNode, context: ParseContext): LoopControl {
  if (node.kind !== 'mapping') {
    reportError(context, 'TASK_INVALID', 'Cannot read loop_control: a mapping is wanted', node.span);
    return {};
  }
  const control: Mutable<LoopControl> = {};
  const single: Readonly<Record<string, keyof Omit<LoopControl, 'breakWhen'>>> = {
    loop_var: 'loopVar',
    index_var: 'indexVar',
    label: 'label',
    pause: 'pause',
    extended: 'extended',
    extended_allitems: 'extendedAllItems',
  };
  for (const { key, value } of node.entries) {
    const name = text(key.value);
    const field = Object.hasOwn(single, name) ? single[name] : undefined;
    if (name === 'label' && value.kind !== 'scalar')
      reportError(context, 'TASK_INVALID', `Cannot label the items of this loop: ${describeNode(value)} is no text`, value.span);
    else if (field !== undefined) control[field] = located(value);
    else if (name === 'break_when') control.breakWhen = locatedItems(value);
    else {
      const hint = didYouMean(name, [...Object.keys(single), 'break_when']);
      reportError(context, 'KEYWORD_UNKNOWN', `Cannot use "${name}" in loop_control: there is no such keyword`, key.span, hint);
    }
  }
  return control;
}

/** An import is read once, before any loop. */
export function checkImportLoop(action: Action, loop: Loop | undefined, context: ParseContext): void {
  const directive = directiveOf(action.name);
  if (loop === undefined || (directive !== 'import_tasks' && directive !== 'import_role')) return;
  const instead = directive.replace('import', 'include');
  reportError(
    context,
    'TASK_INVALID',
    `Cannot loop over ${directive}: it is read before the run`,
    loop.items.span,
    `use ${instead} instead`,
  );
}
