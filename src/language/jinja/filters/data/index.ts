import type { Filter } from '../../callable.ts';
import { consolidate } from './consolidate.ts';
import { factDiff } from './fact-diff.ts';
import { indexOf } from './index-of.ts';
import { keyFilters } from './keys.ts';
import { paramListCompare } from './param-list-compare.ts';
import { pathFilters } from './paths.ts';

/** ansible.utils 5.1.2's filters for data. */
export const dataFilters: Readonly<Record<string, Filter>> = {
  ...keyFilters,
  ...pathFilters,
  consolidate,
  fact_diff: factDiff,
  index_of: indexOf,
  param_list_compare: paramListCompare,
};
