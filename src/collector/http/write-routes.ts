import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { Refusal } from '../refusal.ts';
import type { Writer } from '../store/writer.ts';
import { describeRoute } from './describe-route.ts';
import type { HttpEnvironment } from './environment.ts';
import { found } from './missing.ts';
import { nameSchema } from './name-schema.ts';
import { dispatchParams, hostParams } from './parameters.ts';

const newDispatch = z
  .strictObject({
    dispatch: nameSchema.describe('ID of the dispatched job'),
    commit: nameSchema.nullable().default(null),
    roles: z.array(nameSchema).max(1000).default([]).describe('None, or "all": the whole playbook'),
    check: z.boolean().default(false),
    by: nameSchema.nullable().default(null).describe('Who asked for it; the name of the token without it'),
    wait: z.int().min(1).max(604_800).default(3600).describe('Seconds after which a host that has not reported is silent'),
    hosts: z
      .array(z.strictObject({ host: nameSchema, node: nameSchema.nullish(), allocation: nameSchema.nullish() }))
      .max(20_000)
      .default([])
      .describe('Who is expected to report'),
  })
  .openapi('NewDispatch');

const over = z
  .strictObject({ allocation: nameSchema.optional(), hosts: z.array(nameSchema).max(20_000).optional() })
  .refine((told) => Object.keys(told).length > 0, 'the allocation, or hosts, are wanted')
  .openapi('Over', {
    minProperties: 1,
    description: 'The allocation, or the hosts, of which nothing is to be waited for any more',
  });

/** What `dispatch`, the hook and administrators tell the collector. */
export function addWriteRoutes(api: OpenAPIHono<HttpEnvironment>, writer: Writer): void {
  const register = describeRoute({
    method: 'post',
    path: '/dispatches',
    summary: 'Register a dispatch and who is expected to report; told again, it adds hosts',
    request: { body: { content: { 'application/json': { schema: newDispatch } }, required: true } },
    answer: z.object({ dispatch: z.string() }),
    refusals: [503, 507],
  });
  api.openapi(register, async (c) => {
    const { wait, by, roles: named, ...dispatch } = c.req.valid('json');
    const roles = named.includes('all') ? [] : named;
    const started = Date.now();
    const who = by ?? c.get('identity')?.name ?? null;
    return c.json(await writer.call('dispatch', { ...dispatch, roles, by: who, started, deadline: started + wait * 1000 }), 200);
  });
  const end = describeRoute({
    method: 'post',
    path: '/dispatches/{dispatch}/over',
    summary: 'Say that allocations are over: their runs that have not ended are lost, their hosts that have not reported silent',
    request: { params: dispatchParams, body: { content: { 'application/json': { schema: over } }, required: true } },
    answer: z.object({ lost: z.int().min(0) }),
    refusals: [404, 503, 507],
  });
  const forget = describeRoute({
    method: 'delete',
    path: '/hosts/{host}',
    summary: 'Forget a host that is no more, with its runs; for administrators',
    request: { params: hostParams },
    answer: z.object({ forgotten: z.literal(true) }),
    refusals: [404, 503, 507],
  });
  api.openapi(forget, async (c) => {
    const { host } = c.req.valid('param');
    const { forgotten } = await writer.call('forgetHost', { host });
    found(forgotten || undefined, 'host', host);
    return c.json({ forgotten: true as const }, 200);
  });
  api.openapi(end, async (c) => {
    const { dispatch } = c.req.valid('param');
    // Without a body nothing was validated.
    const told = over.safeParse(c.req.valid('json'));
    if (!told.success)
      throw new Refusal(400, 'Cannot end runs: the request says none', { hint: 'name the allocation, or hosts' });
    return c.json(await writer.call('over', { dispatch, ...told.data }), 200);
  });
}
