import type { Filter } from '../callable.ts';
import { collected } from '../collected.ts';
import { combinatoricFilters } from './combinatorics.ts';
import { combineFilters } from './combine.ts';
import { communityFilters } from './community/index.ts';
import { dataFilters } from './data/index.ts';
import { defaultFilters } from './default.ts';
import { dictFilters } from './dict.ts';
import { flattenFilters } from './flatten.ts';
import { hashFilters } from './hash.ts';
import { htmlFilters } from './html.ts';
import { jsonFilters } from './json.ts';
import { mathFilters } from './math.ts';
import { miscFilters } from './misc.ts';
import { networkFilters } from './network/index.ts';
import { netcommonFilters } from './network/netcommon.ts';
import { pathFilters } from './path.ts';
import { regexFilters } from './regex.ts';
import { selectFilters } from './select.ts';
import { sequenceFilters } from './sequence.ts';
import { setFilters } from './sets.ts';
import { sizeFilters } from './size.ts';
import { sortFilters } from './sort.ts';
import { textFilters } from './text.ts';
import { timeFilters } from './time.ts';
import { urlFilters } from './url.ts';
import { vaultFilters } from './vault.ts';
import { yamlFilters } from './yaml.ts';

const topics: readonly Readonly<Record<string, Filter>>[] = [
  combinatoricFilters,
  combineFilters,
  defaultFilters,
  dictFilters,
  flattenFilters,
  hashFilters,
  htmlFilters,
  jsonFilters,
  mathFilters,
  miscFilters,
  pathFilters,
  regexFilters,
  selectFilters,
  sequenceFilters,
  setFilters,
  sizeFilters,
  sortFilters,
  textFilters,
  timeFilters,
  urlFilters,
  vaultFilters,
  yamlFilters,
];

const filters = collected<Filter>('filter', {
  'ansible.builtin': topics,
  'ansible.netcommon': [netcommonFilters],
  'ansible.utils': [networkFilters, dataFilters],
  'community.general': communityFilters,
});

/** The filter of a name, short or with its collection; undefined where there is none. */
export function filterNamed(name: string): Filter | undefined {
  return filters.named(name);
}

/** All names, for suggestions. */
export function filterNames(): readonly string[] {
  return filters.names();
}
