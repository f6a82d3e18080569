import type { Command } from 'commander';
import { checkHost } from '../agent/preconditions.ts';
import { toPlain } from '../core/value/convert.ts';
import { listInventory } from '../inventory/list-inventory.ts';
import { openTree, type TreeFlags } from './open-tree.ts';
import type { Surroundings } from './surroundings.ts';
import { several } from './words.ts';

type Flags = TreeFlags & { readonly host?: string };

/** Adds `drover inventory`. */
export function addInventory(program: Command, surroundings: Surroundings): void {
  program
    .command('inventory')
    .description('Show groups, hosts and their variables as JSON, templates as they are written')
    .option('--bundle <dir>', 'directory of the fleet (default: $DROVER_BUNDLE, the one in the image, or .)')
    .option('--play <file>', 'playbook in the bundle', 'site.yml')
    .option('-i, --inventory <source>', 'inventory in the bundle, or hosts with commas', several)
    .option('--host <name>', 'only the variables of this host')
    .action((flags: Flags) => {
      const { inventory } = openTree(flags, surroundings);
      const { host: name } = flags;
      if (name !== undefined) checkHost(inventory, name);
      const host = name === undefined ? undefined : inventory.host(name);
      const shown = host === undefined ? listInventory(inventory) : inventory.variables(host);
      surroundings.out.write(`${JSON.stringify(toPlain(shown), null, 2)}\n`);
    });
}
