import type { Command } from 'commander';
import { checkHost } from '../agent/preconditions.ts';
import { formatDiagnostic } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import { didYouMean } from '../core/suggest.ts';
import { graphInventory } from '../inventory/graph-inventory.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { listInventory } from '../inventory/list-inventory.ts';
import { shownVariables } from '../inventory/shown-variables.ts';
import { openInventory, type TreeFlags } from './open-tree.ts';
import { inventoryJson } from './output/inventory-json.ts';
import type { Surroundings } from './surroundings.ts';
import { addVaultFlags } from './vault-flags.ts';
import { several } from './words.ts';

interface Flags extends TreeFlags {
  readonly host?: string;
  readonly graph?: string | true;
  readonly vars?: boolean;
}

/** Adds `drover inventory`. */
export function addInventory(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('inventory')
    .description('Show groups, hosts and their variables as ansible-inventory does, templates as they are written')
    .option('--bundle <dir>', 'directory of the fleet (default: $DROVER_BUNDLE, the one in the image, or .)')
    .option('--play <file>', 'playbook in the bundle, beside which variables count too', 'site.yml')
    .option('-i, --inventory <source>', 'inventory in the bundle, or hosts with commas', several)
    .option('--list', 'groups, hosts and variables as JSON: what is shown without another option')
    .option('--host <name>', 'only the variables of this host, as JSON')
    .option('--graph [group]', 'the groups and hosts as a tree')
    .option('--vars', 'with --graph: variables too');
  addVaultFlags(command)
    .addHelpText('after', '\nExit codes: 0 done, 3 the inventory has errors, 5 it has no such host.')
    .action((flags: Flags) => {
      const { inventory, warnings } = openInventory(flags, surroundings);
      const { out, err, excerpts } = surroundings;
      for (const warning of warnings) err.write(`${formatDiagnostic(warning, (file) => excerpts.of(file))}\n`);
      out.write(`${shown(inventory, flags)}\n`);
    });
}

function shown(inventory: Inventory, { host: name, graph, vars = false }: Flags): string {
  if (graph !== undefined)
    return graphInventory(inventory, groupNamed(inventory, graph === true ? 'all' : graph), vars).join('\n');
  if (name === undefined) return inventoryJson(listInventory(inventory));
  checkHost(inventory, name);
  const host = inventory.host(name);
  return inventoryJson(host === undefined ? new Map() : shownVariables(inventory, host));
}

function groupNamed(inventory: Inventory, name: string) {
  const group = inventory.groups.get(name);
  if (group !== undefined) return group;
  const hint = didYouMean(name, inventory.groups.keys());
  throw new DroverError('USAGE', `Cannot draw the group "${name}": the inventory has no such group`, { hint });
}
