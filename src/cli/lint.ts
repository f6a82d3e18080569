import type { Command } from 'commander';
import { checkTemplateFiles } from '../agent/check-template-files.ts';
import { type Diagnostic, formatDiagnostic, InvalidBundle } from '../core/diagnostic.ts';
import { openTree, type TreeFlags } from './open-tree.ts';
import type { Surroundings } from './surroundings.ts';
import { addVaultFlags } from './vault-flags.ts';
import { several } from './words.ts';

/** Adds `drover lint`. */
export function addLint(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('lint')
    .description('Check a fleet without a machine, and list everything that is wrong with it')
    .option('--bundle <dir>', 'directory of the fleet (default: $DROVER_BUNDLE, the one in the image, or .)')
    .option('--play <file>', 'playbook in the bundle', 'site.yml')
    .option('-i, --inventory <source>', 'inventory in the bundle, or hosts with commas', several);
  addVaultFlags(command)
    .addHelpText('after', '\nExit codes: 0 no errors, 3 errors.')
    .action((flags: TreeFlags) => {
      const { bundle, warnings, playbook, inventory } = openTree(flags, surroundings);
      const findings: Diagnostic[] = [...warnings];
      checkTemplateFiles(bundle, playbook, (finding) => void findings.push(finding));
      if (findings.some(({ severity }) => severity === 'error')) throw new InvalidBundle(findings);
      const { out, excerpts } = surroundings;
      for (const warning of findings) out.write(`${formatDiagnostic(warning, (file) => excerpts.of(file))}\n`);
      out.write(`${playbook.file}: no errors${counted(findings.length, 'warning')}${counted(inventory.hosts.size, 'host')}\n`);
    });
}

function counted(count: number, word: string): string {
  return count === 0 ? '' : `, ${count} ${word}${count === 1 ? '' : 's'}`;
}
