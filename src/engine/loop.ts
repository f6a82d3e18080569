import { DroverError } from '../core/errors.ts';
import { lastPart } from '../core/last-part.ts';
import { text, typeName } from '../core/value/text.ts';
import { type Value, Verbatim } from '../core/value/types.ts';
import type { Located, LoopControl, Task } from '../language/ast.ts';
import type { Registry } from '../language/jinja/registry.ts';
import { isYes } from './bool.ts';
import type { Templates } from './templates.ts';

/** What a task loops over. */
export interface LoopItems {
  readonly values: readonly Value[];
  /** Whether templates in the items are never rendered: they come from a result or a lookup. */
  readonly isUnsafe: boolean;
}

/**
 * The items a task loops over, rendered; undefined for a task without a loop.
 * @throws DroverError `TASK_INVALID` where `loop` is given something that is no list
 */
export function loopItems(task: Task, templates: Templates, plugins: Registry): LoopItems | undefined {
  const { loop } = task;
  if (loop === undefined) return undefined;
  if (loop.lookup !== undefined) {
    const terms = termsOf(loop.lookup, loop.items, templates);
    return { values: lookupItems(loop.lookup, terms, templates, plugins), isUnsafe: true };
  }
  const stored = templates.storedKeyword(loop.items);
  const isUnsafe = stored instanceof Verbatim;
  const values = isUnsafe ? stored.value : stored;
  if (Array.isArray(values)) return { values, isUnsafe };
  const hint = 'loop wants a list; for a dict use "{{ x | dict2items }}"';
  throw new DroverError('TASK_INVALID', `Cannot loop over this: it is a ${typeName(values)}`, { span: loop.items.span, hint });
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

/** Loops that want a list, and the one to which a dict is a list of one; to all others it is its keys (ansible-core 2.18). */
const ofLists: ReadonlySet<string> = new Set(['list', 'indexed_items', 'flattened', 'subelements']);

function lookupItems(name: string, terms: Value, templates: Templates, plugins: Registry): readonly Value[] {
  const lookup = plugins.lookups.named(name);
  if (lookup === undefined) throw new DroverError('LOOKUP_UNKNOWN', `Cannot loop with "with_${name}": there is no such lookup`);
  if (terms instanceof Map && ofLists.has(name)) throw new DroverError('TASK_INVALID', `with_${name} expects a list`);
  const list = Array.isArray(terms) ? terms : terms instanceof Map && name !== 'dict' ? [...terms.keys()] : [terms];
  return lookup(list, templates.call(`with_${name}`));
}

/** The variables of one turn of a loop. */
export interface Turn {
  /** As templates see them. */
  readonly variables: ReadonlyMap<string, Value>;
  /** As results keep them. */
  readonly plain: ReadonlyMap<string, Value>;
  readonly item: Value;
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
export function turnAt({ values, isUnsafe }: LoopItems, index: number, names: LoopNames): Turn {
  const item = values[index] ?? null;
  const plain = new Map<string, Value>([
    [names.loopVar, item],
    ['ansible_loop_var', names.loopVar],
  ]);
  if (names.indexVar !== undefined) {
    plain.set(names.indexVar, index);
    plain.set('ansible_index_var', names.indexVar);
  }
  if (names.extended) plain.set('ansible_loop', extendedLoop(values, index, names.allItems));
  const variables = isUnsafe ? new Map([...plain].map(([name, value]) => [name, verbatim(value)])) : plain;
  return { variables, plain, item };
}

/** Marks what may hold templates; a number stays one. */
function verbatim(value: Value): Value {
  return typeof value === 'string' || (typeof value === 'object' && value !== null) ? new Verbatim(value) : value;
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
