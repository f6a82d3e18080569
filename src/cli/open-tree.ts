import type { Bundle } from '../agent/bundle.ts';
import { openBundle, readOnly } from '../agent/open-bundle.ts';
import { type PreparedBundle, prepareBundle } from '../agent/prepare-bundle.ts';
import { loadTree, type Tree } from '../agent/tree.ts';
import { readTreeInventory } from '../agent/tree-inventory.ts';
import { type Diagnostic, InvalidBundle } from '../core/diagnostic.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { defaultBundle } from './default-bundle.ts';
import type { Surroundings } from './surroundings.ts';
import { settingSources, type VaultFlags, vaultChoice } from './vault-flags.ts';

export interface TreeFlags extends VaultFlags {
  readonly bundle?: string;
  readonly play: string;
  readonly inventory?: string[];
}

/**
 * Reads a bundle for a command that touches no machine.
 * @throws InvalidBundle with every finding
 */
export function openTree(flags: TreeFlags, surroundings: Surroundings): Tree & { readonly bundle: Bundle } {
  const { bundle, ...prepared } = openPrepared(flags, surroundings);
  const choice = { playbook: flags.play, inventory: flags.inventory ?? [] };
  return { ...loadTree(bundle, { ...prepared, ...choice, extraVars: new Map(), allowsClosed: true }), bundle };
}

/** Opens a bundle: its settings are read, and what ansible-vault encrypted is open where there is a password for it. */
export function openPrepared(flags: TreeFlags, surroundings: Surroundings): PreparedBundle & { readonly bundle: Bundle } {
  const { environment, excerpts } = surroundings;
  const { bundle } = openBundle(flags.bundle ?? defaultBundle(environment), environment, readOnly);
  excerpts.from(bundle);
  return { ...prepareBundle(bundle, settingSources(surroundings), vaultChoice(flags), environment), bundle };
}

/**
 * Reads a bundle's inventory alone.
 * @throws InvalidBundle with every finding
 */
export function openInventory(
  flags: TreeFlags,
  surroundings: Surroundings,
): { readonly inventory: Inventory; readonly warnings: readonly Diagnostic[] } {
  const { bundle, settings, findings } = openPrepared(flags, surroundings);
  const warnings: Diagnostic[] = [...findings];
  const choice = { playbook: flags.play, inventory: flags.inventory ?? [] };
  const inventory = readTreeInventory(bundle, choice, settings, (finding) => void warnings.push(finding));
  if (inventory === undefined || warnings.some(({ severity }) => severity === 'error')) throw new InvalidBundle(warnings);
  return { inventory, warnings };
}
