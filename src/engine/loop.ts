import { DroverError } from '../core/errors.ts';
import { text, typeName } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { Located, LoopControl, Task } from '../language/ast.ts';
import type { Registry } from '../language/jinja/registry.ts';
import { lastPart } from '../language/parse-action.ts';
import { isYes } from './bool.ts';
import type { Templates } from './templates.ts';

/**
 * The items a task loops over, rendered; undefined for a task without a loop.
 * @throws DroverError `TASK_INVALID` where `loop` is given something that is no list
 */
export function loopItems(task: Task, templates: Templates, plugins: Registry): readonly Value[] | undefined {
  const { loop } = task;
  if (loop === undefined) return undefined;
  if (loop.lookup !== undefined) return lookupItems(loop.lookup, termsOf(loop.lookup, loop.items, templates), templates, plugins);
  const items = templates.keyword(loop.items);
  if (Array.isArray(items)) return items;
  const hint = 'loop wants a list; for a dict use "{{ x | dict2items }}"';
  throw new DroverError('TASK_INVALID', `Cannot loop over this: it is a ${typeName(items)}`, { span: loop.items.span, hint });
}

/** `first_found` passes over what names a variable that is missing (ansible-core 2.18). */
function termsOf(lookup: string, items: Located, templates: Templates): Value {
  return lastPart(lookup) === 'first_found' ? (definedParts(items, templates) ?? []) : templates.keyword(items);
}

function definedParts({ value, span }: Located, templates: Templates): Value | undefined {
  const parts = (inner: Value): Value[] => {
    const part = definedParts({ value: inner, span }, templates);
    return part === undefined ? [] : [part];
  };
  if (Array.isArray(value)) return value.flatMap(parts);
  if (value instanceof Map)
    return new Map([...value].flatMap(([key, inner]) => parts(inner).map((part) => [key, part] as const)));
  try {
    return templates.keyword({ value, span });
  } catch (error) {
    if (error instanceof DroverError && error.code === 'VARIABLE_UNDEFINED') return undefined;
    throw error;
  }
}

/** Loops that do not take one dict for a list of one dict (ansible-core 2.18). */
const ofLists: ReadonlySet<string> = new Set(['list', 'indexed_items', 'flattened']);

function lookupItems(name: string, terms: Value, templates: Templates, plugins: Registry): readonly Value[] {
  const lookup = plugins.lookups.named(name);
  if (lookup === undefined) throw new DroverError('LOOKUP_UNKNOWN', `Cannot loop with "with_${name}": there is no such lookup`);
  if (terms instanceof Map && ofLists.has(name)) throw new DroverError('TASK_INVALID', `with_${name} expects a list`);
  const list = Array.isArray(terms) ? terms : [terms];
  return lookup(list, templates.call(`with_${name}`));
}

/** The variables of one turn of a loop. */
export interface Turn {
  readonly variables: ReadonlyMap<string, Value>;
  readonly item: Value;
  readonly loopVar: string;
}

export interface LoopNames {
  readonly loopVar: string;
  readonly indexVar: string | undefined;
  readonly extended: boolean;
  /** Whether `ansible_loop.allitems` is there. */
  readonly allItems: boolean;
}

export function loopNames(control: LoopControl, templates: Templates): LoopNames {
  const name = (located: LoopControl['loopVar']) => (located === undefined ? undefined : text(templates.keyword(located)));
  const flag = (located: LoopControl['extended'], fallback: boolean) =>
    located === undefined ? fallback : isYes(templates.keyword(located));
  return {
    loopVar: name(control.loopVar) ?? 'item',
    indexVar: name(control.indexVar),
    extended: flag(control.extended, false),
    allItems: flag(control.extendedAllItems, true),
  };
}

/** What `ansible_loop` and the loop's own names hold at an index. */
export function turnAt(items: readonly Value[], index: number, names: LoopNames): Turn {
  const item = items[index] ?? null;
  const variables = new Map<string, Value>([
    [names.loopVar, item],
    ['ansible_loop_var', names.loopVar],
  ]);
  if (names.indexVar !== undefined) {
    variables.set(names.indexVar, index);
    variables.set('ansible_index_var', names.indexVar);
  }
  if (names.extended) variables.set('ansible_loop', extendedLoop(items, index, names.allItems));
  return { variables, item, loopVar: names.loopVar };
}

function extendedLoop(items: readonly Value[], index: number, allItems: boolean): Value {
  const loop = new Map<Value, Value>([
    ['index', index + 1],
    ['index0', index],
    ['first', index === 0],
    ['last', index === items.length - 1],
    ['length', items.length],
    ['revindex', items.length - index],
    ['revindex0', items.length - index - 1],
  ]);
  if (allItems) loop.set('allitems', [...items]);
  const before = items[index - 1];
  const after = items[index + 1];
  if (before !== undefined) loop.set('previtem', before);
  if (after !== undefined) loop.set('nextitem', after);
  return loop;
}
