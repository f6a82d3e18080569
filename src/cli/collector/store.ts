import type { Command } from 'commander';
import type { Surroundings } from '../surroundings.ts';
import { version } from '../version.ts';
import { databaseOf, wholeNumber } from './options.ts';

interface PruneFlags {
  readonly database?: string;
  readonly keepRuns: number;
  readonly keepDays: number;
}

/** Adds what works on the database's file: `drover collector prune` and `export`. */
export function addCollectorStore(collector: Command, surroundings: Surroundings): void {
  const { environment, out } = surroundings;
  collector
    .command('prune')
    .description('Remove old runs; the newest one of each host stays')
    .option('--database <file>', 'the SQLite file (default: $DROVER_DATABASE, or drover.sqlite)')
    .option('--keep-runs <count>', 'runs kept of each host', wholeNumber(1), 200)
    .option('--keep-days <days>', 'days that runs are kept', wholeNumber(1), 90)
    .addHelpText('after', '\nA collector may serve the file meanwhile.')
    .action(async (flags: PruneFlags) => {
      const { pruneFile } = await import('../../collector/prune-file.ts');
      const removed = pruneFile(databaseOf(flags, environment), flags);
      out.write(`${removed} ${removed === 1 ? 'run is' : 'runs are'} removed\n`);
    });
  collector
    .command('export')
    .description('Write the pages as files that need no collector')
    .argument('<dir>', 'directory, made where it is not there')
    .option('--database <file>', 'the SQLite file (default: $DROVER_DATABASE, or drover.sqlite)')
    .option('--pages <count>', 'pages at most', wholeNumber(1), 10_000)
    .action(async (directory: string, flags: { readonly database?: string; readonly pages: number }) => {
      const { exportPages } = await import('../../collector/export-pages.ts');
      const { written, isWhole } = await exportPages(databaseOf(flags, environment), directory, flags.pages, version());
      out.write(`${written} files are in ${directory}${isWhole ? '' : '; there is more than --pages allows'}\n`);
    });
}
