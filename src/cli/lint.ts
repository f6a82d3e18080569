import type { Command } from 'commander';
import { formatDiagnostic } from '../core/diagnostic.ts';
import { openTree, type TreeFlags } from './open-tree.ts';
import type { Surroundings } from './surroundings.ts';
import { several } from './words.ts';

/** Adds `drover lint`. */
export function addLint(program: Command, surroundings: Surroundings): void {
  program
    .command('lint')
    .description('Check a fleet without a machine, and list everything that is wrong with it')
    .option('--bundle <dir>', 'directory of the fleet (default: $DROVER_BUNDLE, the one in the image, or .)')
    .option('--play <file>', 'playbook in the bundle', 'site.yml')
    .option('-i, --inventory <source>', 'inventory in the bundle, or hosts with commas', several)
    .addHelpText('after', '\nExit codes: 0 no errors, 3 errors.')
    .action((flags: TreeFlags) => {
      const { warnings, playbook, inventory } = openTree(flags, surroundings);
      const { out, excerpts } = surroundings;
      for (const warning of warnings) out.write(`${formatDiagnostic(warning, (file) => excerpts.of(file))}\n`);
      const counted = warnings.length === 0 ? '' : `, ${warnings.length} warning${warnings.length === 1 ? '' : 's'}`;
      out.write(`${playbook.file}: no errors${counted}, ${inventory.hosts.size} host${inventory.hosts.size === 1 ? '' : 's'}\n`);
    });
}
