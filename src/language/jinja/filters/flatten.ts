import { Tuple } from '../../../core/value/collections.ts';
import { ordered } from '../../../core/value/order.ts';
import { repr, text, truthy, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { AnsibleFailure } from '../ansible-failure.ts';
import { bind, type Call, type Filter, required } from '../callable.ts';
import { intOnly, itemOf } from '../python/attribute.ts';
import { mappingOf } from '../python/dict.ts';
import { failure } from '../python/failure.ts';
import { isListLike, iterate } from '../python/iterate.ts';

/** ansible-core 2.18.6's filters for nested lists. */
export const flattenFilters: Readonly<Record<string, Filter>> = {
  flatten: (value, call) => {
    const [levels = null, skipNulls = true] = bind(call, { levels: null, skip_nulls: true });
    return flattened(iterate(value), levels, truthy(skipNulls));
  },
  subelements,
};

/**
 * @param levels how deep; null for all. It is read at the first inner list.
 * @param skipNulls leaves out null and the texts `null` and `None`
 */
export function flattened(items: readonly Value[], levels: Value, skipNulls: boolean): Value[] {
  const flat: Value[] = [];
  for (const item of items) {
    if (skipNulls && (item === null || item === 'None' || item === 'null')) continue;
    if (!isListLike(item)) flat.push(item);
    else if (levels === null) flat.push(...flattened(iterate(item), null, skipNulls));
    else if (ordered('>=', levels, 1)) flat.push(...flattened(iterate(item), intOnly(levels, 'flatten a list') - 1, skipNulls));
    else flat.push(item);
  }
  return flat;
}

function subelements(value: Value, call: Call): Value {
  const [path = null, skip = false] = bind(call, { subelements: required, skip_missing: false });
  const elements = Array.isArray(value) ? value : mappingOf(value)?.values();
  if (elements === undefined) throw new AnsibleFailure('obj must be a list of dicts or a nested dict');
  if (typeof path !== 'string' && !Array.isArray(path))
    throw failure('list subelements', 'subelements must be a list or a string');
  const keys = typeof path === 'string' ? path.split('.') : path;
  const pairs: Value[] = [];
  for (const element of elements) {
    for (const item of listAt(element, keys, truthy(skip))) pairs.push(new Tuple([element, item]));
  }
  return pairs;
}

function listAt(element: Value, keys: readonly Value[], skipMissing: boolean): readonly Value[] {
  let value = element;
  for (const key of keys) {
    if (mappingOf(value) === undefined)
      throw failure('list subelements', `the key ${text(key)} should point to a dictionary, got '${text(value)}'`);
    const inner = itemOf(value, key);
    if (inner === undefined && skipMissing) return [];
    if (inner === undefined) throw failure('list subelements', `could not find ${repr(key)} key in iterated item ${repr(value)}`);
    value = inner;
  }
  if (!Array.isArray(value))
    throw failure(
      'list subelements',
      `the key ${repr(keys.at(-1) ?? null)} should point to a list, got ${repr(value)} (${typeName(value)})`,
    );
  return value;
}
