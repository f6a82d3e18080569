import { LazyDict } from './mapping.ts';
import type { Dict, Value } from './types.ts';

/**
 * What `hash_behaviour = merge` makes of the values of one name, the strongest first: dictionaries are merged into weaker ones,
 * key by key and however deep; lists and all others replace (ansible-core 2.18, `merge_hash`).
 */
export function mergedValue(strongestFirst: Iterable<Value>): Value | undefined {
  const dicts: Dict[] = [];
  for (const value of strongestFirst) {
    if (!isDict(value)) {
      if (dicts.length === 0) return value;
      break;
    }
    dicts.push(value);
  }
  return dicts.reduceRight<Dict | undefined>((weaker, dict) => (weaker === undefined ? dict : merged(weaker, dict)), undefined);
}

function merged(weaker: Dict, stronger: Dict): Dict {
  const result: Dict = new Map(weaker);
  for (const [key, value] of stronger) {
    const before = result.get(key);
    result.set(key, before !== undefined && isDict(before) && isDict(value) ? merged(before, value) : value);
  }
  return result;
}

/** Facts are made when they are asked for, and stay what they are. */
function isDict(value: Value): value is Dict {
  return value instanceof Map && !(value instanceof LazyDict);
}
