import type { Recap } from '../core/events.ts';
import { ask, type Collector } from './collector.ts';

/** What the collector knows of one host's run. */
export interface ReportedRun {
  readonly host: string;
  readonly recap: Recap;
  readonly message: string | null;
}

/** As many as one page of the collector's has; of a larger dispatch the rest is told without counts. */
const page = 1000;

/** The runs of a dispatch that were reported, by host; none where the collector does not answer as it should. */
export async function reportedRuns(collector: Collector, dispatch: string): Promise<ReadonlyMap<string, ReportedRun>> {
  const { status, text } = await ask(collector, 'GET', `/api/v1/runs?dispatch=${encodeURIComponent(dispatch)}&limit=${page}`);
  if (status !== 200) return new Map();
  const { items } = JSON.parse(text) as { readonly items: readonly ReportedRun[] };
  return new Map(items.map((run) => [run.host, run]));
}
