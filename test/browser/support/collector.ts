import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { serve } from '../../../src/collector/serve.ts';
import type { ReportPart } from '../../../src/core/report.ts';
import type { SampleDispatch } from '../../unit/collector/pages/sample.ts';

/** A collector of its own: real store, real server, authentication on. */
export interface TestCollector extends AsyncDisposable {
  readonly url: string;
  /** The administrator's. */
  readonly token: string;
  /** As an agent delivers it. */
  report(part: ReportPart): Promise<void>;
  /** As `drover dispatch` does it, at the time that the sample says; those of whom nothing is to be waited for are silent. */
  announce(dispatch: SampleDispatch, silent: readonly string[]): Promise<void>;
  stop(): Promise<void>;
  /** At the same address, with what it had. */
  startAgain(): Promise<void>;
}

export async function startCollector(): Promise<TestCollector> {
  const folder = await mkdtemp(join(tmpdir(), 'drover-browser-'));
  const problems: unknown[] = [];
  const settings = {
    host: '127.0.0.1',
    port: 0,
    database: join(folder, 'drover.sqlite'),
    auth: true,
    nomad: undefined,
    identities: { jobs: [], namespaces: [] },
    keepRuns: 1000,
    keepDays: 90,
    lostAfter: 600,
    version: '0.1.0',
    log: (error: unknown) => problems.push(error),
  };
  let served = await serve(settings);
  const { url, firstToken: token = '' } = served;
  const post = async (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  const json = { 'content-type': 'application/json' };
  return {
    url,
    token,
    async report({ head, events }) {
      const lines = [head, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');
      await post('/reports', new Uint8Array(gzipSync(lines)), {
        'content-type': 'application/x-ndjson',
        'content-encoding': 'gzip',
      });
    },
    async announce({ dispatch, commit, roles, by, hosts, started }, silent) {
      const named = hosts.map((host) => ({ host }));
      await at(started, () =>
        post('/dispatches', JSON.stringify({ dispatch, commit, roles, by, hosts: named, wait: 86_400 }), json),
      );
      await post(`/dispatches/${encodeURIComponent(dispatch)}/over`, JSON.stringify({ hosts: silent }), json);
    },
    stop: () => served.close(),
    async startAgain() {
      served = await serve({ ...settings, port: Number(new URL(url).port) });
    },
    async [Symbol.asyncDispose]() {
      await served.close();
      await rm(folder, { recursive: true, force: true });
      if (problems.length > 0) throw new AggregateError(problems, 'The collector logged problems');
    },
  };
}

/** Does something at another time: the collector takes the beginning of a dispatch from its own clock. */
async function at(time: number, act: () => Promise<void>): Promise<void> {
  const real = Date.now;
  Date.now = () => time;
  try {
    await act();
  } finally {
    Date.now = real;
  }
}
