import type { Value } from '../../../core/value/types.ts';
import type { Lookup } from '../callable.ts';
import { cartesian } from '../filters/combinatorics.ts';
import { flattened } from '../filters/flatten.ts';
import { defined } from '../python/attribute.ts';
import { collectionVersion } from './collection-version.ts';
import { dependent } from './dependent.ts';
import { filetree } from './filetree.ts';
import { listed } from './lists.ts';
import { mergeVariables } from './merge-variables.ts';
import { randomString } from './random-string.ts';

/** Lookups of community.general 10.7. */
export const communityLookups: Readonly<Record<string, Lookup>> = {
  cartesian: (terms) => cartesian(terms.map(listed)),
  collection_version: collectionVersion,
  dependent,
  filetree,
  flattened: (terms): Value[] => flattened(terms.map(defined), null, true),
  merge_variables: mergeVariables,
  random_string: randomString,
};
