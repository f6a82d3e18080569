import { dictSet } from '../../../core/value/sequence.ts';
import { typeName } from '../../../core/value/text.ts';
import type { Dict, Value } from '../../../core/value/types.ts';
import { failure } from './failure.ts';

/** A dict from pairs; of equal keys (`1`, `1.0`, `true`) the first key stays and the last value wins. */
export function dictOf(entries: Iterable<readonly [Value, Value]>): Dict {
  const dict: Dict = new Map();
  for (const [key, value] of entries) dictSet(dict, hashable(key), value);
  return dict;
}

/** The value, which must be one that Python takes as a key. */
export function hashable(key: Value): Value {
  if (Array.isArray(key) || key instanceof Map) throw failure('use a value as a key', `unhashable type: '${typeName(key)}'`);
  return key;
}

/** The value as a dict to read; undefined for what is no mapping. */
export function mappingOf(value: Value): Dict | undefined {
  return value instanceof Map ? value : undefined;
}
