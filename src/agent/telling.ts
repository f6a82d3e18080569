import { DroverError } from '../core/errors.ts';
import type { HostReader } from '../core/host.ts';
import type { ApplyOptions } from './apply-options.ts';
import { machineName } from './machine-name.ts';
import { refusalEvents } from './report/refusal-events.ts';
import { ReportFile } from './report/report-file.ts';
import type { Reporter } from './report/reporter.ts';
import type { Sink } from './tell-run.ts';

/** Everyone who gets to know what happens in a run. */
export interface Telling {
  readonly tell: Sink;
  /** What a report says of its host; undefined where there is none. */
  readonly facts: ((host: HostReader) => Readonly<Record<string, unknown>>) | undefined;
  /** Of a run that was dispatched and ended before its first event: who dispatched it is to see why. */
  refused(error: unknown, run: string, enterRoot: () => Promise<void>): Promise<void>;
  /** The last thing of a run: waits for the collector. */
  close(): Promise<void>;
}

/**
 * Opens what was asked for: a file, a collector. The console comes after them, so that a report has what a person saw. To
 * be called before the process changes its root.
 * @throws DroverError `USAGE` for a file or a collector that makes no sense
 */
export async function openTelling(options: ApplyOptions, sink: Sink): Promise<Telling> {
  const reporter = await reporterOf(options);
  const file = options.report === undefined ? undefined : new ReportFile(options.report);
  const isReported = reporter !== undefined || file !== undefined;
  return {
    facts: isReported ? (await import('./report/run-facts.ts')).runFacts : undefined,
    tell: (event) => {
      const problem = file?.write(event);
      reporter?.write(event);
      sink(event);
      if (problem !== undefined) sink({ event: 'warning', message: problem });
    },
    refused: async (error, run, enterRoot) => {
      if (reporter === undefined || reporter.isBegun || options.dispatch === undefined) return;
      const host = options.host ?? machineName(options.root);
      // The spool is the machine's. Where its root cannot be entered, that is what is to be told.
      await enterRoot().catch((reason: unknown) => {
        if (!(reason instanceof DroverError)) throw reason;
      });
      for (const event of refusalEvents(error, run, host, options)) reporter.write(event);
    },
    close: async () => {
      file?.close();
      await reporter?.end();
    },
  };
}

/** All that reporting takes is loaded only where there is a collector. */
async function reporterOf(options: ApplyOptions): Promise<Reporter | undefined> {
  const { collector } = options;
  if (collector === undefined) return undefined;
  const { openReporter } = await import('./report/open-reporter.ts');
  return await openReporter({ ...options, collector });
}
