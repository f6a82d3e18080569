import type { Filter } from '../../callable.ts';
import { jsonPatchFilters } from './json-patch.ts';
import { communityKeyFilters } from './keys.ts';
import { communityListFilters } from './lists.ts';
import { communityTextFilters } from './text.ts';
import { communityTimeFilters } from './time-units.ts';

/** Filters of community.general by their short name. */
export const communityFilters: readonly Readonly<Record<string, Filter>>[] = [
  jsonPatchFilters,
  communityKeyFilters,
  communityListFilters,
  communityTextFilters,
  communityTimeFilters,
];
