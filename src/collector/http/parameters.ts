import { z } from '@hono/zod-openapi';
import { hostStates } from '../model.ts';
import { taskResults } from '../store/task-results.ts';
import { runStatuses } from './schemas.ts';

// What the API takes in addresses. Values arrive as text.

const flag = z
  .enum(['true', 'false'])
  .optional()
  .transform((value) => (value === undefined ? undefined : value === 'true'));

/** A whole number, written in digits: `Number` would also take nothing for 0. */
const whole = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(z.number().min(minimum).max(maximum))
    .openapi({ type: 'integer', minimum, maximum });

/** How much of a list, and from where. @param pattern of the cursors of the list */
const paging = (pattern: RegExp) => ({
  limit: whole(1, 1000).default(100).openapi({ type: 'integer', minimum: 1, maximum: 1000, default: 100 }),
  cursor: z.string().max(255).regex(pattern).optional().openapi({ description: 'What the page before ended with' }),
});
const byName = paging(/^/);
const byNumber = paging(/^\d{1,15}$/);
const byTime = paging(/^\d{1,15}-\d{1,15}$/);
const name = z.string().max(255).optional();
const time = whole(0, 8.64e15).optional();

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
  from: time.openapi({
    type: 'integer',
    minimum: 0,
    maximum: 8.64e15,
    description: 'Milliseconds since 1970; seven days ago without it',
  }),
  to: time.openapi({ type: 'integer', minimum: 0, maximum: 8.64e15, description: 'Milliseconds since 1970; now without it' }),
  points: whole(1, 1000).default(168).openapi({ type: 'integer', minimum: 1, maximum: 1000, default: 168 }),
});

export const hostParams = z.object({ host: z.string() });
export const runParams = z.object({ run: z.string() });
export const pairParams = z.object({ run: z.string(), other: z.string() });
export const taskParams = z.object({
  run: z.string(),
  number: whole(1, 2 ** 20),
});
export const dispatchParams = z.object({ dispatch: z.string() });
export const tokenParams = z.object({
  id: whole(1, Number.MAX_SAFE_INTEGER),
});
