import type { Bundle } from '../agent/bundle.ts';
import { openBundle } from '../agent/open-bundle.ts';
import { loadTree, type Tree } from '../agent/tree.ts';
import { defaultBundle } from './default-bundle.ts';
import type { Surroundings } from './surroundings.ts';

export interface TreeFlags {
  readonly bundle?: string;
  readonly play: string;
  readonly inventory?: string[];
}

/**
 * Reads a bundle for a command that touches no machine.
 * @throws InvalidBundle with every finding
 */
export function openTree(
  { bundle: directory, play, inventory }: TreeFlags,
  { environment, excerpts }: Surroundings,
): Tree & { readonly bundle: Bundle } {
  const { bundle } = openBundle(directory ?? defaultBundle(environment), environment, false);
  excerpts.from(bundle);
  return { ...loadTree(bundle, { playbook: play, inventory: inventory ?? [], extraVars: new Map() }), bundle };
}
