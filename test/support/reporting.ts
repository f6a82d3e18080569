import { reportsUrl } from '../../src/agent/report/collector-url.ts';
import { nameLookup } from '../../src/agent/report/name-lookup.ts';
import { reportPoster } from '../../src/agent/report/post-report.ts';
import { Reporter } from '../../src/agent/report/reporter.ts';
import { Spool, type SpoolLimits } from '../../src/agent/report/spool.ts';
import type { RunEvent } from '../../src/core/events.ts';

interface Place {
  readonly url: string;
  /** The spool's directory. */
  readonly directory: string;
  readonly warnings?: string[];
  readonly interval?: number;
  readonly patience?: number;
  readonly limits?: SpoolLimits;
}

/** A reporter as a run has it, but for its patience. */
export function reporterTo({ url, directory, warnings = [], interval = 10_000, patience = 5000, limits }: Place): Reporter {
  const post = reportPoster({
    url: reportsUrl(url),
    token: 'secret',
    lookup: nameLookup({ hosts: '', servers: [], search: [], dots: 1 }),
    certificates: undefined,
    connectTimeout: 500,
    userAgent: 'drover test',
  });
  return new Reporter({
    post,
    spool: new Spool(directory, limits),
    nomad: { allocation: 'alloc', node: 'node' },
    collector: url,
    warn: (message) => warnings.push(message),
    interval,
    patience,
  });
}

export function runStart(run: string, check = false): RunEvent {
  const started = '2026-11-21T20:36:57.000Z';
  return {
    ...{ event: 'run_start', run, host: 'node1', commit: 'abc', version: '1', check, started },
    ...{ playbook: 'site.yml', roles: [], dispatch: null },
  };
}

export function runEnd(run: string): RunEvent {
  const recap = { ok: 1, changed: 0, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };
  return { event: 'run_end', run, host: 'node1', status: 'done', recap, ms: 1 };
}

export const warning = (message: string): RunEvent => ({ event: 'warning', message });
