import { z } from '@hono/zod-openapi';
import { hostStates } from '../model.ts';
import { scopes } from '../pages-context.ts';
import { taskResults } from '../store/task-results.ts';

// What the API answers with, as its description has it. The types themselves are those of model.ts: the routes' handlers are held to
// both.

const time = z.int().describe('Milliseconds since 1970');
const count = z.int().min(0);
const facts = z.record(z.string(), z.unknown());
const nullable = z.string().nullable();

export const runStatuses = ['running', 'done', 'failed', 'interrupted', 'lost'] as const;

export const problemSchema = z
  .object({ error: z.string(), hint: z.string().optional() })
  .openapi('Problem', { description: 'What could not be done, and why; the hint says what to do about it' });

const recapSchema = z
  .object({ ok: count, changed: count, unreachable: count, failed: count, skipped: count, rescued: count, ignored: count })
  .openapi('Recap');

export const runSchema = z
  .object({
    run: z.string(),
    host: z.string(),
    status: z.enum(runStatuses),
    check: z.boolean(),
    commit: nullable,
    version: z.string(),
    playbook: z.string(),
    roles: z.array(z.string()).readonly(),
    dispatch: nullable,
    allocation: nullable,
    node: nullable,
    started: time,
    duration: z.int().nullable().describe('Milliseconds; null while it is running'),
    recap: recapSchema,
    corrective: z.boolean().describe('An apply that changed a host which had converged to the same commit'),
    drifted: z.boolean().describe('A check that found something to change on such a host'),
    tasks: count,
    message: nullable,
  })
  .openapi('Run');

export const hostSchema = z
  .object({ host: z.string(), state: z.enum(hostStates), commit: nullable, lastRun: runSchema.optional(), seen: time })
  .openapi('Host');

export const hostDetailSchema = hostSchema.extend({ facts: facts.nullable() }).openapi('HostDetail');

export const hostCountsSchema = z
  .object(Object.fromEntries(hostStates.map((state) => [state, count])) as Record<(typeof hostStates)[number], typeof count>)
  .openapi('HostCounts');

export const taskSchema = z
  .object({
    run: z.string(),
    number: z.int().min(1),
    play: z.string(),
    role: nullable,
    task: z.string(),
    module: z.string(),
    span: z.string(),
    handler: z.boolean(),
    result: z.enum(taskResults),
    duration: count.describe('Milliseconds'),
    msg: nullable,
  })
  .openapi('Task');

export const taskDetailSchema = taskSchema
  .extend({
    diff: z.array(facts).readonly().describe('`before` and `after` each, with headers, or a note'),
    changes: z.array(facts).readonly(),
    items: z.array(facts).readonly().describe('Of a loop: the end of each item'),
    details: facts.nullable(),
    attempts: count.nullable(),
    delegated: nullable,
    censored: z.boolean(),
    predicted: nullable,
  })
  .openapi('TaskDetail');

export const runDetailSchema = runSchema.extend({ warnings: z.array(z.string()).readonly() }).openapi('RunDetail');

export const pairSchema = z.object({ left: taskSchema.optional(), right: taskSchema.optional() }).openapi('TaskPair');

export const dispatchSchema = z
  .object({
    dispatch: z.string(),
    commit: nullable,
    roles: z.array(z.string()).readonly(),
    check: z.boolean(),
    started: time,
    by: nullable,
    expected: count,
    reported: count,
    failed: count,
    done: count,
    silent: count,
  })
  .openapi('Dispatch');

export const dispatchHostSchema = z
  .object({
    host: z.string(),
    expected: z.boolean(),
    silent: z.boolean(),
    node: nullable,
    allocation: nullable,
    run: runSchema.optional(),
  })
  .openapi('DispatchHost');

export const driftSchema = z
  .object({ items: z.array(z.object({ time, runs: count, drifted: count, failed: count })).readonly() })
  .openapi('Drift');

export const tokenSchema = z
  .object({
    id: z.int().min(1),
    name: z.string(),
    scopes: z.array(z.enum(scopes)).readonly(),
    host: nullable.describe('The only host whose reports it may send; null: any'),
    created: time,
    expires: z.int().nullable().describe('Milliseconds since 1970'),
  })
  .openapi('Token');

/** A page of a list. */
export function pageSchema<T extends z.ZodType>(items: T) {
  return z.object({
    items: z.array(items).readonly(),
    cursor: z.string().nullable().describe('For the next page; null at the end'),
  });
}
