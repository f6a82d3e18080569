import { z } from '@hono/zod-openapi';

/** No control characters. Written so that other languages' tools understand the API's description. */
const printable = '^[^\\u0000-\\u001f\\u007f-\\u009f]*$';

/** What something is called: a host, a role, a token. */
export const nameSchema = z.string().min(1).max(255).regex(new RegExp(printable, 'u')).openapi({ pattern: printable });
