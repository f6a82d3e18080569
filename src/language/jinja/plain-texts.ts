import { lastPart } from '../../core/last-part.ts';
import { Markup, marked } from '../../core/value/markup.ts';
import { PyObject, type Value } from '../../core/value/types.ts';
import { Vaulted } from '../../core/value/vaulted.ts';
import type { Call, Filter, Test } from './callable.ts';

/** What looks itself at texts that are objects; all others get strings. */
export interface Aware {
  /** Of encrypted values (ansible-core 2.18). */
  readonly vaulted: ReadonlySet<string>;
  /** Of Markup (Jinja2 3.1.6). */
  readonly markup: ReadonlySet<string>;
  /** What makes Markup of Markup. */
  readonly keepsMarkup: ReadonlySet<string>;
}

export const awareFilters: Aware = {
  vaulted: new Set(['unvault', 'type_debug', 'to_yaml', 'to_nice_yaml']),
  markup: new Set([
    ...['e', 'escape', 'format', 'urlize'],
    ...['default', 'd', 'mandatory', 'ternary', 'attr', 'type_debug', 'pprint', 'to_yaml', 'to_nice_yaml'],
  ]),
  keepsMarkup: new Set(['upper', 'lower', 'capitalize', 'trim', 'center', 'indent', 'truncate', 'reverse']),
};
export const awareTests: Aware = {
  vaulted: new Set(['vault_encrypted', 'string']),
  markup: new Set(['escaped', 'string']),
  keepsMarkup: new Set(),
};

type Open = (value: Value) => Value;

const wrapped = new WeakMap<Filter | Test, Filter | Test>();

/** The search for a filter or test, which then is called with strings where it knows of nothing else. */
export function withPlainTexts<T extends Filter | Test>(find: (name: string) => T | undefined, aware: Aware): typeof find {
  return (name) => {
    const found = find(name);
    return found && wrap(found, lastPart(name), aware);
  };
}

function wrap<T extends Filter | Test>(found: T, name: string, aware: Aware): T {
  const known = wrapped.get(found);
  if (known !== undefined) return known as T;
  const made = opening(found, opener(aware.vaulted.has(name), aware.markup.has(name)));
  const result = aware.keepsMarkup.has(name) ? keeping(made as Filter) : made;
  wrapped.set(found, result);
  return result as T;
}

function opener(keepsVaulted: boolean, keepsMarkup: boolean): Open {
  return (value) => {
    if (!(value instanceof PyObject)) return value;
    const isText = (value instanceof Vaulted && !keepsVaulted) || (value instanceof Markup && !keepsMarkup);
    return isText ? value.text() : value;
  };
}

function opening(found: Filter | Test, open: Open): Filter | Test {
  // What takes no call, and so no arguments, has to stay recognisable (see `filtered`).
  const alone = found as (value: Value) => Value;
  if (found.length < 2) return (value: Value) => alone(open(value));
  return ((value: Value, call: Call) => found(open(value), withOpened(call, open))) as Filter;
}

function keeping(filter: Filter): Filter {
  const alone = filter as (value: Value) => Value;
  const keep = (value: Value, result: Value): Value => (value instanceof Markup ? marked(result) : result);
  return filter.length < 2 ? (value) => keep(value, alone(value)) : (value, call) => keep(value, filter(value, call));
}

function withOpened(call: Call, open: Open): Call {
  const { args, kwargs } = call;
  if (!args.some(isObject) && (kwargs.size === 0 || ![...kwargs.values()].some(isObject))) return call;
  return { ...call, args: args.map(open), kwargs: new Map([...kwargs].map(([name, value]) => [name, open(value)])) };
}

function isObject(value: Value): boolean {
  return value instanceof PyObject;
}
