import type { Filter } from '../callable.ts';
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

/** Names of collections that ansible-core 2.18.6 still finds without their collection. */
const redirected: readonly string[] = ['json_query', 'random_mac'];
const redirectedNetwork: readonly string[] = [
  'cidr_merge',
  'hwaddr',
  'ipaddr',
  'ipmath',
  'ipsubnet',
  'ipv4',
  'ipv6',
  'ipwrap',
  'ip4_hex',
  'network_in_network',
  'network_in_usable',
  'next_nth_usable',
  'nthhost',
  'previous_nth_usable',
  'reduce_on_network',
];

/** The filter of a name, short or with its collection; undefined where there is none. */
export function filterNamed(name: string): Filter | undefined {
  const [, collection, short = name] = /^(\w+\.\w+)\.(\w+)$/.exec(name) ?? [];
  if (collection === undefined) return find(topics, name) ?? redirectedFilter(name);
  if (collection === 'community.general') return find(communityFilters, short);
  if (collection === 'ansible.utils' || collection === 'ansible.netcommon') return find([networkFilters, dataFilters], short);
  return collection === 'ansible.builtin' || collection === 'ansible.legacy' ? find(topics, short) : undefined;
}

function redirectedFilter(name: string): Filter | undefined {
  if (redirected.includes(name)) return find(communityFilters, name);
  return redirectedNetwork.includes(name) ? find([networkFilters], name) : undefined;
}

function find(tables: readonly Readonly<Record<string, Filter>>[], name: string): Filter | undefined {
  for (const table of tables) if (Object.hasOwn(table, name)) return table[name];
  return undefined;
}

/** All names, for suggestions. */
export function filterNames(): readonly string[] {
  const community = communityFilters.flatMap((table) => Object.keys(table)).map((name) => `community.general.${name}`);
  const network = Object.keys(networkFilters).map((name) => `ansible.utils.${name}`);
  return [...topics.flatMap((topic) => Object.keys(topic)), ...redirected, ...community, ...network];
}
