import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { compileTree } from '../agent/compiled/compile-tree.ts';
import { compiledPath } from '../agent/compiled/compiled-form.ts';
import { counted } from '../core/counted.ts';
import { formatDiagnostic } from '../core/diagnostic.ts';
import { openTree } from './open-tree.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

interface Flags {
  readonly bundle?: string;
  readonly play: string;
}

const notes = `
Writes ${compiledPath} into the bundle: all its YAML files in parsed form, and that the playbook is valid for every host of the
inventory. A run that finds it there parses no YAML. A file that has changed since is read from its source, with a warning; so is all
where another Drover compiled it. drover release does this by itself.

Exit codes: 0 compiled, 3 errors in the bundle.`;

/** Adds `drover bundle`. */
export function addBundle(program: Command, surroundings: Surroundings): void {
  program
    .command('bundle')
    .description('What a fleet becomes for its machines')
    .command('compile')
    .description('Parse and check a fleet once, so that its machines need not')
    .option('--bundle <dir>', 'directory of the fleet (default: $DROVER_BUNDLE, the one in the image, or .)')
    .option('--play <file>', 'playbook in the bundle', 'site.yml')
    .addHelpText('after', notes)
    .action((flags: Flags) => compile(flags, surroundings));
}

function compile(flags: Flags, surroundings: Surroundings): void {
  const { out, err, excerpts } = surroundings;
  const { bundle, ...tree } = openTree(flags, surroundings);
  for (const warning of tree.warnings) err.write(`${formatDiagnostic(warning, (file) => excerpts.of(file))}\n`);
  const { content, files } = compileTree(bundle, tree, version());
  const path = join(bundle.directory, compiledPath);
  // In one step: a run may be reading the one before.
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
  out.write(`${path}: ${counted(files.length, 'file')}, ${Math.ceil(content.length / 1000)} kB\n`);
}
