import { dictGet, dictSet } from '../../../core/value/sequence.ts';
import { text, truthy, typeName } from '../../../core/value/text.ts';
import type { Dict, Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter, required } from '../callable.ts';
import { defined, itemOf } from '../python/attribute.ts';
import { dictOf, hashable, mappingOf } from '../python/dict.ts';
import { failure } from '../python/failure.ts';
import { isListLike, iterate } from '../python/iterate.ts';

/** ansible-core 2.18.6's filters between dicts and lists. */
export const dictFilters: Readonly<Record<string, Filter>> = {
  dict2items: dictToItems,
  items2dict: itemsToDict,
  rekey_on_member: rekey,
};

function dictToItems(value: Value, call: Call): Value {
  const [keyName = 'key', valueName = 'value'] = bind(call, { key_name: 'key', value_name: 'value' });
  const dict = mappingOf(value);
  if (dict === undefined)
    throw failure('list the items of a dict', `dict2items requires a dictionary, got ${typeName(defined(value))} instead`);
  return Array.from(dict, ([key, entry]) =>
    dictOf([
      [keyName, key],
      [valueName, entry],
    ]),
  );
}

function itemsToDict(value: Value, call: Call): Value {
  const [keyName = 'key', valueName = 'value'] = bind(call, { key_name: 'key', value_name: 'value' });
  if (!isListLike(value))
    throw failure('make a dict of items', `items2dict requires a list, got ${typeName(defined(value))} instead`);
  return dictOf(iterate(value).map((item) => [member(item, keyName), member(item, valueName)] as const));
}

function member(item: Value, name: Value): Value {
  const found = mappingOf(item) === undefined && !isListLike(item) ? undefined : itemOf(item, name);
  if (found !== undefined) return found;
  throw failure('make a dict of items', `each is to be a dictionary with the key '${text(name)}', got ${text(item)}`);
}

function rekey(value: Value, call: Call): Value {
  const [key = '', duplicates = 'error'] = bind(call, { key: required, duplicates: 'error' });
  if (duplicates !== 'error' && duplicates !== 'overwrite') {
    throw failure('rekey a dict', `duplicates parameter to rekey_on_member has unknown value: ${text(duplicates)}`);
  }
  const result: Dict = new Map();
  for (const item of members(value)) {
    const dict = mappingOf(item);
    if (dict === undefined) throw failure('rekey a dict', 'List item is not a valid dict');
    const name = dictGet(dict, key);
    if (name === undefined) throw failure('rekey a dict', `Key ${text(key)} was not found`);
    const present = dictGet(result, hashable(name)) ?? null;
    if (truthy(present) && duplicates === 'error')
      throw failure('rekey a dict', `Key ${text(name)} is not unique, cannot correctly turn into dict`);
    dictSet(result, name, item);
  }
  return result;
}

function members(value: Value): Iterable<Value> {
  const dict = mappingOf(defined(value));
  if (dict !== undefined) return dict.values();
  if (typeof value === 'string' || value === null || typeof value !== 'object')
    throw failure('rekey a dict', 'Type is not a valid list, set, or dict');
  return iterate(value);
}
