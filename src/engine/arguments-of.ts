import { DroverError } from '../core/errors.ts';
import { lastPart } from '../core/last-part.ts';
import type { AnyModule } from '../core/module.ts';
import { text, typeName } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { Action, Located, Task } from '../language/ast.ts';
import { parseKeyValues } from '../language/key-value.ts';
import type { Frame } from './frame.ts';
import { signatureOf } from './module/signature.ts';
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
  const { action } = task;
  const args = moduleDefaults(frame, templates, module);
  if (action.argsTemplate !== undefined) addAll(args, mappingOf(action.argsTemplate, templates));
  addOwn(args, action, templates, module);
  if (action.freeForm !== undefined) addFreeForm(args, templates.argument(action.freeForm), module);
  for (const [name, value] of args) if (isOmitted(value)) args.delete(name);
  return args;
}

function mappingOf(written: Located, templates: Templates): Value {
  const given = templates.keyword(written);
  if (given instanceof Map) return given;
  throw new DroverError('TASK_INVALID', `Cannot use these args: they are a ${typeName(given)}, a mapping is wanted`, {
    span: written.span,
  });
}

/** A module that takes any names (`set_fact`) keeps the values: names may be templates, and nothing is rendered twice. */
function addOwn(args: Map<string, Value>, action: Action, templates: Templates, module: AnyModule): void {
  const keeps = signatureOf(module).rest !== undefined;
  for (const [name, located] of action.args) {
    if (keeps) args.set(text(templates.value(name)), templates.storedArgument(located));
    else args.set(name, templates.argument(located));
  }
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
      `Cannot run module ${lastPart(module.name)}: invalid or malformed argument: '${text(value)}'`,
      {
        hint: 'write them as "name: value"',
      },
    );
  }
  for (const [name, entry] of pairs) args.set(name, entry);
}

function moduleDefaults(frame: Frame, templates: Templates, module: AnyModule): Map<string, Value> {
  const args = new Map<string, Value>();
  const written = (frame.keywords.moduleDefaults ?? []).map((located) => templates.keyword(located));
  for (const name of [...(module.defaultsFrom ?? []), module.name]) {
    for (const defaults of written) addAll(args, defaultsOf(name, defaults));
  }
  return args;
}

function defaultsOf(module: string, defaults: Value): Value {
  const args = new Map<string, Value>();
  for (const [name, values] of defaults instanceof Map ? defaults : []) {
    if (lastPart(text(name)) === lastPart(module)) addAll(args, values);
  }
  return args;
}

function addAll(args: Map<string, Value>, values: Value): void {
  if (!(values instanceof Map)) return;
  for (const [name, value] of values) args.set(text(name), value);
}
