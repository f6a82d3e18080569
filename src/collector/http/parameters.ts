import { z } from '@hono/zod-openapi';
import { hostStates } from '../model.ts';
import { taskResults } from '../store/task-results.ts';
import { runStatuses } from './schemas.ts';

// What the API takes in addresses. Values arrive as text.

const flag = z
  .enum(['true', 'false'])
  .optional()
  .transform((value) => (value === undefined ? undefined : value === 'true'));

/** How much of a list, and from where. @param pattern of the cursors of the list */
const paging = (pattern: RegExp) => ({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .openapi({ type: 'integer', minimum: 1, maximum: 1000, default: 100 }),
  cursor: z.string().max(255).regex(pattern).optional().openapi({ description: 'What the page before ended with' }),
});
const byName = paging(/^/);
const byNumber = paging(/^\d{1,15}$/);
const byTime = paging(/^\d{1,15}-\d{1,15}$/);
const name = z.string().max(255).optional();
const hours = z.coerce.number().int().min(0).max(8.64e15).optional().openapi({ type: 'integer', minimum: 0, maximum: 8.64e15 });

export const hostsQuery = z.strictObject({ ...byName, state: z.enum(hostStates).optional(), search: name });
export const runsQuery = z.strictObject({
  ...byTime,
  host: name,
  status: z.enum(runStatuses).optional(),
  dispatch: name,
  commit: name,
  check: flag,
});
export const tasksQuery = z.strictObject({ ...byNumber, result: z.enum(taskResults).optional() });
export const compareQuery = z.strictObject({ ...byNumber, different: flag });
export const dispatchesQuery = z.strictObject(byTime);
export const dispatchHostsQuery = z.strictObject({ ...byName, only: z.enum(['reported', 'missing']).optional() });
export const driftQuery = z.strictObject({
  from: hours.openapi({ description: 'Milliseconds since 1970; seven days ago without it' }),
  to: hours.openapi({ description: 'Milliseconds since 1970; now without it' }),
  points: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(168)
    .openapi({ type: 'integer', minimum: 1, maximum: 1000, default: 168 }),
});

export const hostParams = z.object({ host: z.string() });
export const runParams = z.object({ run: z.string() });
export const pairParams = z.object({ run: z.string(), other: z.string() });
export const taskParams = z.object({
  run: z.string(),
  number: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 20)
    .openapi({ type: 'integer', minimum: 1, maximum: 2 ** 20 }),
});
export const dispatchParams = z.object({ dispatch: z.string() });
export const tokenParams = z.object({
  id: z.coerce
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .openapi({ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
});
