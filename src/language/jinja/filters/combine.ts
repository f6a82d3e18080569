import { equals, includes } from '../../../core/value/compare.ts';
import { dictGet, dictSet } from '../../../core/value/sequence.ts';
import { text, truthy, typeName } from '../../../core/value/text.ts';
import type { Dict, Value } from '../../../core/value/types.ts';
import { AnsibleFailure } from '../ansible-failure.ts';
import type { Call, Filter } from '../callable.ts';
import { mappingOf } from '../python/dict.ts';
import { failure } from '../python/failure.ts';
import { isUndefined } from '../undefined.ts';
import { flattened } from './flatten.ts';

/** ansible-core 2.18.6's `combine`. */
export const combineFilters: Readonly<Record<string, Filter>> = { combine };

const listMerges = ['replace', 'keep', 'append', 'prepend', 'append_rp', 'prepend_rp'];

function combine(value: Value, call: Call): Value {
  const unknown = [...call.kwargs.keys()].find((name) => name !== 'recursive' && name !== 'list_merge');
  if (unknown !== undefined) throw new AnsibleFailure("'recursive' and 'list_merge' are the only valid keyword arguments");
  const recursive = truthy(call.kwargs.get('recursive') ?? false);
  const listMerge = text(call.kwargs.get('list_merge') ?? 'replace');
  const dicts = flattened([value, ...call.args], 1, true);
  dicts.forEach(refuseUndefined);
  if (dicts.length === 0) return new Map();
  let result = dicts.at(-1) ?? null;
  for (const dict of dicts.slice(0, -1).toReversed()) result = mergeDicts(dict, result, recursive, listMerge);
  return result;
}

function refuseUndefined(value: Value): void {
  if (isUndefined(value)) throw value.error();
  if (Array.isArray(value)) value.forEach(refuseUndefined);
  if (value instanceof Map) for (const entry of value.values()) refuseUndefined(entry);
}

/** The entries of both; of common keys `high` wins, or both are merged. */
export function mergeDicts(low: Value, high: Value, recursive: boolean, listMerge: string): Dict {
  if (!listMerges.includes(listMerge))
    throw failure('merge dicts', `'list_merge' can be ${listMerges.join(', ')}, not '${listMerge}'`);
  const [x, y] = [mappingOf(low), mappingOf(high)];
  if (x === undefined || y === undefined) {
    throw new AnsibleFailure(
      `failed to combine variables, expected dicts but got a '${typeName(low)}' and a '${typeName(high)}': ${text(low)} and ${text(high)}`,
    );
  }
  if (x.size === 0 || equals(x, y)) return new Map(y);
  const merged: Dict = new Map(x);
  for (const [key, value] of y) {
    const present = dictGet(merged, key);
    dictSet(merged, key, present === undefined ? value : mergeValues(present, value, recursive, listMerge));
  }
  return merged;
}

function mergeValues(low: Value, high: Value, recursive: boolean, listMerge: string): Value {
  if (low instanceof Map && high instanceof Map) return recursive ? mergeDicts(low, high, recursive, listMerge) : high;
  return Array.isArray(low) && Array.isArray(high) ? mergeLists(low, high, listMerge) : high;
}

function mergeLists(low: readonly Value[], high: Value[], listMerge: string): Value[] {
  if (listMerge === 'replace') return high;
  if (listMerge === 'keep') return [...low];
  const kept = listMerge.endsWith('_rp') ? low.filter((item) => !includes(high, item)) : low;
  return listMerge.startsWith('append') ? [...kept, ...high] : [...high, ...kept];
}
