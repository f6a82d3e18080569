import { type Command, Option } from 'commander';
import { lintTree } from '../agent/lint/lint-tree.ts';
import { counted } from '../core/counted.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { exitStatus } from '../core/errors.ts';
import { openPrepared, type TreeFlags } from './open-tree.ts';
import { findingsJson, findingsSarif } from './output/finding-formats.ts';
import { findingText } from './output/finding-text.ts';
import { painter } from './output/paint.ts';
import type { Surroundings } from './surroundings.ts';
import { addVaultFlags } from './vault-flags.ts';
import { version } from './version.ts';
import { several } from './words.ts';

type Flags = TreeFlags & { readonly output: 'text' | 'json' | 'sarif' };

/** Adds `drover lint`. */
export function addLint(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('lint')
    .description('Check a fleet without a machine, and list everything that is wrong with it')
    .option('--bundle <dir>', 'directory of the fleet (default: $DROVER_BUNDLE, the one in the image, or .)')
    .option('--play <file>', 'playbook in the bundle', 'site.yml')
    .option('-i, --inventory <source>', 'inventory in the bundle, or hosts with commas', several)
    .addOption(
      new Option('--output <format>', 'text with the lines meant, or for programs')
        .choices(['text', 'json', 'sarif'])
        .default('text'),
    );
  addVaultFlags(command)
    .addHelpText('after', '\nExit codes: 0 no errors (warnings or not), 3 errors.')
    .action((flags: Flags) => lint(flags, surroundings));
}

function lint(flags: Flags, surroundings: Surroundings): void {
  const { play, inventory, output } = flags;
  const { out } = surroundings;
  const { bundle, settings, findings: before } = openPrepared(flags, surroundings);
  const choice = { playbook: play, inventory: inventory ?? [], extraVars: new Map() };
  const { findings, hosts } = lintTree(bundle, { ...choice, settings, findings: before });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (output === 'json') out.write(findingsJson(findings));
  else if (output === 'sarif') out.write(findingsSarif(findings, version()));
  else tell(findings, `${play}: ${counts(errors, findings.length - errors, hosts)}`, surroundings);
  surroundings.exitWith(errors > 0 ? exitStatus.invalid : exitStatus.done);
}

function tell(findings: readonly Diagnostic[], summary: string, { environment, excerpts, out }: Surroundings): void {
  const paint = painter(out.isTerminal, environment);
  const width = out.isTerminal ? out.columns : undefined;
  for (const finding of findings) out.write(findingText(finding, (file) => excerpts.of(file), paint, width));
  out.write(`${summary}\n`);
}

function counts(errors: number, warnings: number, hosts: number): string {
  const parts = [errors === 0 ? 'no errors' : counted(errors, 'error')];
  if (warnings > 0) parts.push(counted(warnings, 'warning'));
  if (hosts > 0) parts.push(counted(hosts, 'host'));
  return parts.join(', ');
}
