import type { Value } from '../../../core/value/types.ts';
import type { Call, Filter, Lookup } from '../callable.ts';
import { dataFilters } from '../filters/data/index.ts';
import { failure } from '../python/failure.ts';

/** ansible.utils 5.1.2's lookups that do what its filters of the same names do: the terms are the filter's arguments. */
export const dataLookups: Readonly<Record<string, Lookup>> = {
  get_path: asLookup(dataFilters['get_path'], true),
  index_of: asLookup(dataFilters['index_of']),
  to_paths: asLookup(dataFilters['to_paths']),
};

/** @param whole a list is one answer */
function asLookup(filter: Filter | undefined, whole = false): Lookup {
  return ([value, ...args], call: Call) => {
    if (filter === undefined || (value === undefined && call.kwargs.size === 0))
      throw failure(`look up ${call.name}`, 'its arguments are missing');
    const answer: Value = filter(value ?? null, { ...call, args });
    return Array.isArray(answer) && !whole ? answer : [answer];
  };
}
