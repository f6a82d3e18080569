import type { Bundle } from '../agent/bundle.ts';
import { openBundle } from '../agent/open-bundle.ts';
import { loadTree, type Tree, treeSettings } from '../agent/tree.ts';
import { readTreeInventory } from '../agent/tree-inventory.ts';
import { type Diagnostic, InvalidBundle } from '../core/diagnostic.ts';
import type { Inventory } from '../inventory/inventory.ts';
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

/**
 * Reads a bundle's inventory alone.
 * @throws InvalidBundle with every finding
 */
export function openInventory(
  { bundle: directory, play, inventory: sources }: TreeFlags,
  { environment, excerpts }: Surroundings,
): { readonly inventory: Inventory; readonly warnings: readonly Diagnostic[] } {
  const { bundle } = openBundle(directory ?? defaultBundle(environment), environment, false);
  excerpts.from(bundle);
  const warnings: Diagnostic[] = [];
  const choice = { playbook: play, inventory: sources ?? [] };
  const inventory = readTreeInventory(bundle, choice, treeSettings(bundle), (finding) => void warnings.push(finding));
  if (inventory === undefined) throw new InvalidBundle(warnings);
  return { inventory, warnings };
}
