import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve as listen } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { pages } from '../../../src/collector/pages/index.ts';
import type { PageEnvironment } from '../../../src/collector/pages-context.ts';
import type { ReportPart } from '../../../src/core/report.ts';
import { MemoryReader } from '../../unit/collector/pages/memory-reader.ts';
import { sampleWeek } from '../../unit/collector/pages/sample.ts';

/** The policy that the collector sends. */
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface ServedPages extends AsyncDisposable {
  readonly address: string;
  report(part: ReportPart): void;
}

/** The pages with the sample's week behind them, on a port of their own, with the collector's policy and live events. */
export async function servePages(now = Date.now()): Promise<ServedPages> {
  const reader = new MemoryReader();
  const { reports, dispatch } = sampleWeek(now);
  for (const part of reports) reader.add(part);
  reader.announce(dispatch);
  const changes = new EventEmitter();
  const app = new Hono<PageEnvironment>();
  app.use(async (c, next) => {
    c.set('session', { name: 'mira', scopes: ['read'] });
    await next();
    c.header('content-security-policy', policy);
  });
  app.get('/api/v1/events', (c) =>
    streamSSE(c, async (stream) => {
      const tell = () => void stream.writeSSE({ event: 'run', data: '{}' });
      changes.on('run', tell);
      await new Promise<void>((done) => stream.onAbort(done));
      changes.off('run', tell);
    }),
  );
  app.route('/', pages({ reader, version: '0.1.0', hasLogin: true, eventsUrl: '/api/v1/events' }));
  const server = listen({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    report(part) {
      reader.add(part);
      changes.emit('run');
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
