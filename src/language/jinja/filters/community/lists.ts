import { arithmetic } from '../../../../core/value/arithmetic.ts';
import { distinct, includes } from '../../../../core/value/compare.ts';
import { dictGet, dictSet, toList } from '../../../../core/value/sequence.ts';
import { repr, text, truthy, typeName } from '../../../../core/value/text.ts';
import type { Dict, Value } from '../../../../core/value/types.ts';
import { bind, type Call, type Filter, required } from '../../callable.ts';
import { intOnly, stringOnly } from '../../python/attribute.ts';
import { dictOf, hashable, mappingOf } from '../../python/dict.ts';
import { failure } from '../../python/failure.ts';
import { isListLike, iterate } from '../../python/iterate.ts';
import { sortedBy } from '../../python/sort.ts';
import { looseVersion } from '../../python/version.ts';
import { mergeDicts } from '../combine.ts';
import { compileQuery } from './jmespath/parser.ts';

/** community.general 10.7's filters for lists and dicts. */
export const communityListFilters: Readonly<Record<string, Filter>> = {
  dict: (value) => dictOf(value instanceof Map ? value : iterate(value).map(pair)),
  dict_kv: (value, call) => dictOf([[bind(call, { key: required })[0] ?? null, value]]),
  counter,
  accumulate: (value) => {
    const sums: Value[] = [];
    for (const item of sequence(value, 'accumulate'))
      sums.push(sums.length === 0 ? item : arithmetic('+', sums.at(-1) ?? null, item));
    return sums;
  },
  groupby_as_dict: groupByAsDict,
  version_sort: (value, call) => {
    const [reverse = false] = bind(call, { reverse: false });
    const versions = iterate(value).map((version) => stringOnly(version, 'sort versions'));
    if (versions.length > 1 && versions.includes('')) throw failure('sort versions', 'one of them is empty');
    return sortedBy(versions, looseVersion, intOnly(reverse, 'sort versions') !== 0);
  },
  lists_union: (value, call) => folded(alike(value, call), call, (a, b) => [...a, ...b]),
  lists_intersect: (value, call) => folded(value, call, (a, b) => a.filter((item) => includes(b, item))),
  lists_difference: (value, call) => folded(value, call, (a, b) => a.filter((item) => !includes(b, item))),
  lists_symmetric_difference: (value, call) =>
    folded(alike(value, call), call, (a, b) => [
      ...a.filter((item) => !includes(b, item)),
      ...b.filter((item) => !includes(a, item)),
    ]),
  lists_mergeby: mergeBy,
  json_query: (value, call) => {
    const [expression = ''] = bind(call, { expr: required });
    return compileQuery(text(expression))(value);
  },
};

function pair(item: Value): readonly [Value, Value] {
  const [key, value, ...more] = toList(item);
  if (key === undefined || value === undefined || more.length > 0) throw failure('make a dict', `${repr(item)} is no pair`);
  return [key, value];
}

function sequence(value: Value, filter: string): readonly Value[] {
  if (typeof value !== 'string' && !isListLike(value))
    throw failure(`apply ${filter}`, `it needs a sequence, not '${typeName(value)}'`);
  return iterate(value);
}

function counter(value: Value): Value {
  const counts: Dict = new Map();
  for (const item of sequence(value, 'counter')) dictSet(counts, hashable(item), Number(dictGet(counts, item) ?? 0) + 1);
  return counts;
}

function groupByAsDict(value: Value, call: Call): Value {
  const [attribute = null] = bind(call, { attribute: required });
  const groups: Dict = new Map();
  sequence(value, 'groupby_as_dict').forEach((element, i) => {
    const dict = mappingOf(element);
    if (dict === undefined) throw failure('group a sequence', `Sequence element #${i} is not a mapping`);
    const key = dictGet(dict, attribute);
    if (key === undefined) throw failure('group a sequence', `Attribute not contained in element #${i} of sequence`);
    if (dictGet(groups, hashable(key)) !== undefined)
      throw failure('group a sequence', `Multiple sequence entries have attribute value ${repr(key)}`);
    dictSet(groups, key, element);
  });
  return groups;
}

/** The value; Python adds no text to a list. */
function alike(value: Value, call: Call): Value {
  const isText = (each: Value): boolean => typeof each === 'string';
  if (!isText(value) && call.args.some(isText)) throw failure('combine lists', 'can only concatenate list (not "str") to list');
  return value;
}

function folded(value: Value, call: Call, join: (a: readonly Value[], b: readonly Value[]) => Value[]): Value {
  const unknown = [...call.kwargs.keys()].find((name) => name !== 'flatten');
  if (unknown !== undefined) throw failure('combine lists', `unexpected keyword argument ${unknown}`);
  const given = [value, ...call.args];
  const lists = truthy(call.kwargs.get('flatten') ?? false) ? oneLevel(given) : given;
  const [first, ...rest] = lists;
  if (first === undefined) return [];
  if (rest.length === 0) return first;
  return distinct(rest.reduce<readonly Value[]>((a, b) => join(a, iterate(b)), distinct(iterate(first))));
}

/** Lists of lists replaced by their lists. */
function oneLevel(lists: readonly Value[]): Value[] {
  return lists.flatMap((list) => {
    if (!isListLike(list)) throw failure('combine lists', `all arguments must be lists, not '${typeName(list)}'`);
    const items = iterate(list);
    return items.length > 0 && items.every(isListLike) ? [...items] : items.length === 0 ? [] : [list];
  });
}

function mergeBy(value: Value, call: Call): Value {
  if ([...call.kwargs.keys()].some((name) => name !== 'recursive' && name !== 'list_merge'))
    throw failure('merge lists', "'recursive' and 'list_merge' are the only valid keyword arguments");
  const recursive = truthy(call.kwargs.get('recursive') ?? false);
  const listMerge = text(call.kwargs.get('list_merge') ?? 'replace');
  const index = call.args.at(-1);
  if (index === undefined) throw failure('merge lists', 'At least one list and index are needed');
  const lists = oneLevel([value, ...call.args.slice(0, -1)]);
  if (lists.length < 2) return lists[0] ?? [];
  if (typeof index !== 'string') throw failure('merge lists', `the index is to be a string, not '${typeName(index)}'`);
  return lists.reduceRight((high, low) => mergeTwo([low, high], index, recursive, listMerge));
}

function mergeTwo(lists: readonly Value[], index: string, recursive: boolean, listMerge: string): Value[] {
  const merged: Dict = new Map();
  for (const element of lists.flatMap((list) => iterate(list))) {
    const dict = mappingOf(element);
    if (dict === undefined) throw failure('merge lists', `elements must be dictionaries, not '${typeName(element)}'`);
    const key = dict.get(index);
    if (key !== undefined) dictSet(merged, key, mergeDicts(dictGet(merged, key) ?? new Map(), element, recursive, listMerge));
  }
  return sortedBy([...merged.values()], (dict) => (dict instanceof Map ? (dict.get(index) ?? null) : null));
}
