import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { demandHost } from '../auth/identity.ts';
import { Refusal } from '../refusal.ts';
import { readHead } from '../store/read-head.ts';
import type { Writer } from '../store/writer.ts';
import { describeRoute } from './describe-route.ts';
import type { HttpEnvironment } from './environment.ts';
import type { Gate } from './gate.ts';
import { receivePart } from './receive-part.ts';
import { gapSchema, receiptSchema } from './schemas.ts';

const route = describeRoute({
  method: 'post',
  path: '/reports',
  summary: "Part of a run's report: lines of JSON, the head and then events, gzip'd; what is here already is passed over",
  request: {
    headers: z.object({ 'content-encoding': z.enum(['gzip', 'identity']).optional() }),
    body: { content: { 'application/x-ndjson': { schema: z.string() } }, required: true },
  },
  answer: receiptSchema,
  refusals: [413, 503, 507],
});
const gap = { description: 'Events before this part are missing', content: { 'application/json': { schema: gapSchema } } };
const described = { ...route, responses: { ...route.responses, 409: gap } };

/** Takes reports. What is answered with a receipt is on the disk. */
export function addReportRoute(api: OpenAPIHono<HttpEnvironment>, writer: Writer, gate: Gate): void {
  api.openAPIRegistry.registerPath({ ...described, path: route.path });
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
