import type { Filter } from '../callable.ts';
import { combinatoricFilters } from './combinatorics.ts';
import { combineFilters } from './combine.ts';
import { defaultFilters } from './default.ts';
import { dictFilters } from './dict.ts';
import { flattenFilters } from './flatten.ts';
import { hashFilters } from './hash.ts';
import { htmlFilters } from './html.ts';
import { jsonFilters } from './json.ts';
import { mathFilters } from './math.ts';
import { miscFilters } from './misc.ts';
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
  yamlFilters,
];

/** The filter of a name, short or with `ansible.builtin.`; undefined where there is none. */
export function filterNamed(name: string): Filter | undefined {
  const short = name.replace(/^ansible\.(?:builtin|legacy)\./, '');
  for (const topic of topics) if (Object.hasOwn(topic, short)) return topic[short];
  return undefined;
}

/** All names, for suggestions. */
export function filterNames(): readonly string[] {
  return topics.flatMap((topic) => Object.keys(topic));
}
