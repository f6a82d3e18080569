import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { newSecret, secretHash, tokenMark } from '../auth/secret.ts';
import { scopes } from '../pages-context.ts';
import { Refusal } from '../refusal.ts';
import type { Database } from '../store/database.ts';
import { allTokens } from '../store/tokens-table.ts';
import type { Writer } from '../store/writer.ts';
import { describeRoute } from './describe-route.ts';
import type { HttpEnvironment } from './environment.ts';
import { found } from './missing.ts';
import { nameSchema } from './name-schema.ts';
import { tokenParams } from './parameters.ts';
import { tokenSchema } from './schemas.ts';

const newToken = z
  .strictObject({
    name: nameSchema.describe('What people call it'),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
    host: nameSchema.nullable().default(null),
    expires: z.int().min(0).max(8.64e15).nullable().default(null).describe('Milliseconds since 1970'),
  })
  .openapi('NewToken');

/** Creating, listing and revoking tokens; only who has the scope `admin` gets here. */
export function addTokenRoutes(api: OpenAPIHono<HttpEnvironment>, reading: Database, writer: Writer): void {
  const list = { method: 'get', path: '/tokens', summary: 'Tokens, without their secrets', request: {} } as const;
  api.openapi(describeRoute({ ...list, answer: z.object({ items: z.array(tokenSchema).readonly() }) }), (c) =>
    c.json({ items: allTokens(reading) }, 200),
  );
  const create = describeRoute({
    method: 'post',
    path: '/tokens',
    summary: 'Create a token; its secret is in this answer and nowhere else',
    request: { body: { content: { 'application/json': { schema: newToken } }, required: true } },
    answer: z.object({ id: z.int(), token: z.string() }),
    refusals: [503, 507],
  });
  api.openapi(create, async (c) => {
    const token = newSecret(tokenMark);
    const { id } = await writer.call('createToken', { ...c.req.valid('json'), hash: secretHash(token) });
    return c.json({ id, token }, 200);
  });
  const revoke = describeRoute({
    method: 'delete',
    path: '/tokens/{id}',
    summary: 'Revoke a token, and end the sessions that it began',
    request: { params: tokenParams },
    answer: z.object({ revoked: z.literal(true) }),
    refusals: [404, 409, 503, 507],
  });
  api.openapi(revoke, async (c) => {
    const { id } = c.req.valid('param');
    // So one with the scope "admin" is always left.
    if (c.get('identity')?.token === id) {
      throw new Refusal(409, `Cannot revoke token ${id}: it is the one you show`, { hint: 'show another one' });
    }
    const { revoked } = await writer.call('revokeToken', { id });
    found(revoked || undefined, 'token', id);
    return c.json({ revoked: true as const }, 200);
  });
}
