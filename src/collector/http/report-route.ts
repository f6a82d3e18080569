import type { Hono } from 'hono';
import { demandHost } from '../auth/identity.ts';
import { Refusal } from '../refusal.ts';
import { readHead } from '../store/read-head.ts';
import type { Writer } from '../store/writer.ts';
import type { HttpEnvironment } from './environment.ts';
import type { Gate } from './gate.ts';
import { receivePart } from './receive-part.ts';

/** Adds `POST /reports`, which takes a part of a run's report (see core/report.ts). What is answered with a receipt is on the disk. */
export function addReportRoute(api: Hono<HttpEnvironment>, writer: Writer, gate: Gate): void {
  api.post('/reports', async (c) => {
    const place = gate.enter();
    try {
      const text = await receivePart(c.req.raw.body, isPacked(c.req.header('content-encoding')), place);
      const { host } = readHead(firstLine(text));
      const identity = c.get('identity');
      if (identity !== undefined) demandHost(identity, host);
      return c.json(await writer.call('part', { text }), 200);
    } finally {
      place.leave();
    }
  });
}

function isPacked(encoding: string | undefined): boolean {
  if (encoding === 'gzip') return true;
  if (encoding === undefined || encoding === 'identity') return false;
  throw new Refusal(415, `Cannot unpack the report: its encoding is "${encoding}"`, { hint: 'pack it with gzip' });
}

function firstLine(text: Uint8Array): string {
  const end = text.indexOf(0x0a);
  return Buffer.from(text.subarray(0, end === -1 ? undefined : end)).toString();
}
