import { includes } from '../../../../core/value/compare.ts';
import { dictGet, dictSet } from '../../../../core/value/sequence.ts';
import { text, truthy } from '../../../../core/value/text.ts';
import type { Dict, Value } from '../../../../core/value/types.ts';
import type { Call } from '../../callable.ts';
import { dictOf, hashable, mappingOf } from '../../python/dict.ts';
import { failure } from '../../python/failure.ts';
import { iterate } from '../../python/iterate.ts';
import { sortedBy } from '../../python/sort.ts';
import { type Documented, documented, validated } from './arguments.ts';

const sourceSpec: Readonly<Record<string, Documented>> = {
  data: { type: 'raw', required: true },
  match_key: { type: 'str', required: true },
  name: { type: 'str', required: true },
};

interface Source {
  readonly name: Value;
  /** The entries by the value of the key that is matched. */
  readonly entries: Dict;
}

interface Strictness {
  readonly key: boolean;
  readonly duplicate: boolean;
}

/** ansible.utils 5.1.2's `consolidate`: for each value of a key what each of the sources says about it. */
export function consolidate(value: Value, call: Call): Value {
  const [given = null, missingKey = null, missingValue = null, duplicate = null] = documented(value, call, {
    data_sources: { type: 'list', elements: 'dict', required: true },
    fail_missing_match_key: { type: 'bool', default: true },
    fail_missing_match_value: { type: 'bool', default: true },
    fail_duplicate: { type: 'bool', default: true },
  });
  const strict = { key: truthy(missingKey), duplicate: truthy(duplicate) };
  const sources = (given as Value[]).map((source) => read(validated(call.name, source as Dict, sourceSpec), strict));
  const values = dictOf(sources.flatMap(({ entries }) => Array.from(entries.keys(), (key) => [key, null] as const)));
  const wanted = sortedBy([...values.keys()], (key) => key);
  return dictOf(
    wanted.map((key) => [
      key,
      dictOf(sources.map(({ name, entries }) => [name, entryOf(key, name, entries, truthy(missingValue))] as const)),
    ]),
  );
}

function entryOf(key: Value, name: Value, entries: Dict, strict: boolean): Value {
  const entry = dictGet(entries, key);
  if (entry === undefined && strict)
    throw failure('consolidate data', `missing match value ${text(key)} in data source "${text(name)}"`);
  return entry ?? new Map();
}

function read([data = null, matchKey = null, name = null]: readonly Value[], strict: Strictness): Source {
  const entries: Dict = new Map();
  for (const item of iterate(data)) {
    const key = dictGet(mappingOf(item) ?? new Map(), matchKey);
    if (mappingOf(item) === undefined || (key === undefined && strict.key))
      throw failure('consolidate data', `missing match key '${text(matchKey)}' in data source "${text(name)}"`);
    if (key === undefined) continue;
    if (strict.duplicate && includes([...entries.keys()], key))
      throw failure('consolidate data', `duplicate values in data source "${text(name)}"`);
    dictSet(entries, hashable(key), item);
  }
  return { name, entries };
}
