import { Tuple } from '../../../core/value/collections.ts';
import { equals } from '../../../core/value/compare.ts';
import { truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter, required } from '../callable.ts';
import { attributeGetter, attributesGetter, defined, intOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { iterate } from '../python/iterate.ts';
import { sortedBy } from '../python/sort.ts';

/** Jinja2 3.1.6's filters that order and group. */
export const sortFilters: Readonly<Record<string, Filter>> = { sort, dictsort, groupby };

/** Text in lower case, anything else as it is: how Jinja2 compares unless told otherwise. */
export function foldCase(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function sort(value: Value, call: Call): Value {
  const [reverse = false, sensitive = false, attribute = null] = bind(call, {
    reverse: false,
    case_sensitive: false,
    attribute: null,
  });
  const getter = attributesGetter(attribute);
  const key = truthy(sensitive) ? getter : (item: Value) => getter(item).map(foldCase);
  return sortedBy(iterate(value), key, intOnly(reverse, 'sort a list') !== 0);
}

function dictsort(value: Value, call: Call): Value {
  const [sensitive = false, by = 'key', reverse = false] = bind(call, { case_sensitive: false, by: 'key', reverse: false });
  if (by !== 'key' && by !== 'value') throw failure('sort a dict', 'You can only sort by either "key" or "value"');
  if (!(value instanceof Map)) throw failure('sort a dict', 'the value is no dict');
  const key = (entry: readonly [Value, Value]): Value => {
    const part = by === 'key' ? entry[0] : entry[1];
    return truthy(sensitive) ? part : foldCase(part);
  };
  return sortedBy([...value], key, intOnly(reverse, 'sort a dict') !== 0).map((entry) => new Tuple(entry));
}

/** A group: a pair that also has names for its parts. */
class Group extends Tuple {
  override attribute(name: string): Value | undefined {
    const at = ['grouper', 'list'].indexOf(name);
    return at === -1 ? undefined : this.items[at];
  }
}

function groupby(value: Value, call: Call): Value {
  const bound = bind(call, { attribute: required, default: null, case_sensitive: false });
  const [attribute = null, fallback = null, sensitive = false] = bound;
  const getter = attributeGetter(attribute, fallback);
  const key = (item: Value): Value => defined(truthy(sensitive) ? getter(item) : foldCase(getter(item)));
  const groups: { key: Value; items: Value[] }[] = [];
  for (const item of sortedBy(iterate(value), key)) {
    const itemKey = key(item);
    const last = groups.at(-1);
    if (last !== undefined && equals(last.key, itemKey)) last.items.push(item);
    else groups.push({ key: itemKey, items: [item] });
  }
  return groups.map(({ key: grouper, items }) => new Group([truthy(sensitive) ? grouper : getter(items[0] ?? null), items]));
}
