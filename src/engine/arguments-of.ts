import { DroverError } from '../core/errors.ts';
import type { AnyModule } from '../core/module.ts';
import { text, typeName } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import { parseKeyValues } from '../language/key-value.ts';
import { lastPart } from '../language/parse-action.ts';
import type { Frame } from './frame.ts';
import { isOmitted, type Templates } from './templates.ts';

/**
 * A task's arguments, rendered: `module_defaults`, then `args:` given as a template, then its own. What renders to
 * `omit` is left out.
 */
export function taskArguments(
  { task, frame }: { task: Task; frame: Frame },
  templates: Templates,
  module: AnyModule,
): Map<string, Value> {
  const args = moduleDefaults(frame, templates, module);
  const { action } = task;
  if (action.argsTemplate !== undefined) {
    const given = templates.keyword(action.argsTemplate);
    if (!(given instanceof Map)) {
      throw new DroverError('TASK_INVALID', `Cannot use these args: they are a ${typeName(given)}, a mapping is wanted`, {
        span: action.argsTemplate.span,
      });
    }
    for (const [name, value] of given) args.set(text(name), value);
  }
  for (const [name, located] of action.args) args.set(name, templates.argument(located));
  if (action.freeForm !== undefined) addFreeForm(args, templates.argument(action.freeForm), module);
  for (const [name, value] of args) if (isOmitted(value)) args.delete(name);
  return args;
}

/** A free-form value goes to the argument that takes one; a rendered mapping is the arguments. */
function addFreeForm(args: Map<string, Value>, value: Value, module: AnyModule): void {
  if (value instanceof Map) {
    for (const [name, entry] of value) if (!args.has(text(name))) args.set(text(name), entry);
    return;
  }
  if (module.freeForm !== undefined) {
    args.set(module.freeForm, value);
    return;
  }
  const { pairs, rest } = parseKeyValues(text(value), false);
  if (rest !== '' || pairs.size === 0) {
    throw new DroverError(
      'MODULE_ARGS',
      `Cannot use "${text(value)}" as arguments of module ${lastPart(module.name)}: it takes no free-form text`,
      {
        hint: 'write them as "name: value"',
      },
    );
  }
  for (const [name, entry] of pairs) args.set(name, entry);
}

function moduleDefaults(frame: Frame, templates: Templates, module: AnyModule): Map<string, Value> {
  const args = new Map<string, Value>();
  for (const located of frame.keywords.moduleDefaults ?? []) {
    const defaults = templates.keyword(located);
    if (!(defaults instanceof Map)) continue;
    for (const [name, values] of defaults) {
      if (lastPart(text(name)) !== lastPart(module.name) || !(values instanceof Map)) continue;
      for (const [arg, value] of values) args.set(text(arg), value);
    }
  }
  return args;
}
