import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Document } from '../recording.ts';
import { parseRecorded } from './parse-recorded.ts';
import { Refusal } from './refusal.ts';
import type { Scheduler } from './scheduler.ts';
import type { TaskRunner } from './task-runner.ts';
import type { Tokens } from './tokens.ts';
import type { WorkloadIdentity } from './workload-identity.ts';
import type { World } from './world.ts';

export interface Parts {
  readonly world: World;
  readonly scheduler: Scheduler;
  readonly runner: TaskRunner;
  readonly tokens: Tokens;
  readonly identity: WorkloadIdentity;
}

export interface Asked {
  /** What the path's pattern caught. */
  readonly names: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Document;
  readonly token: string;
  readonly response: ServerResponse;
}

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** The ACL right it takes; `any` for any token, `none` for none. */
  readonly right: string;
  /** A document, a text, or undefined where the answer is under way already. */
  answer(parts: Parts, asked: Asked): unknown;
}

export const routes: readonly Route[] = [
  route('GET', '/v1/status/leader', 'none', () => '127.0.0.1:4647'),
  route('GET', '/.well-known/jwks.json', 'none', ({ identity }) => identity.keys),
  route('GET', '/v1/agent/self', 'agent:read', ({ world }) => world.made('agent', {})),
  route('GET', '/v1/operator/scheduler/configuration', 'operator:read', ({ world }) => world.made('scheduler', {})),
  route('GET', '/v1/acl/token/self', 'any', selfOf),
  route('GET', '/v1/acl/tokens', 'management', () => []),
  route('POST', '/v1/acl/token', 'management', ({ tokens }, { body }) => tokens.create(body)),
  route('POST', '/v1/acl/policy/(.+)', 'management', ({ tokens }, { names: [name = ''], body }) => {
    tokens.putPolicy(name, String(body['Rules']));
  }),
  route('POST', '/v1/jobs/parse', 'parse-job', ({ world }, { body }) => parseRecorded(world.recording, body)),
  route('POST', '/v1/validate/job', 'submit-job', ({ world }) => world.made('validated', {})),
  route('POST', '/v1/jobs', 'submit-job', ({ scheduler }, { body }) => scheduler.register(body['Job'] as Document)),
  route('GET', '/v1/jobs', 'list-jobs', jobStubs),
  route('POST', '/v1/job/(.+)/dispatch', 'dispatch-job', ({ scheduler }, { names: [job = ''], body, query }) => {
    const meta = (body['Meta'] ?? {}) as Record<string, string>;
    return scheduler.dispatch(job, meta, Boolean(body['Payload']), query.get('idempotency_token'));
  }),
  route('GET', '/v1/job/(.+)/evaluations', 'read-job', ({ world }, { names: [job] }) =>
    world.evaluations.filter(({ JobID }) => JobID === job),
  ),
  route('GET', '/v1/job/(.+)/allocations', 'read-job', ({ world }, { names: [job] }) => world.allocationsOf(job)),
  route('GET', '/v1/job/(.+)', 'read-job', jobOf),
  route('DELETE', '/v1/job/(.+)', 'submit-job', ({ scheduler }, { names: [job = ''] }) => scheduler.stop(job)),
  route('GET', '/v1/allocations', 'read-job', ({ world }) => [...world.allocations.values()]),
  route('GET', '/v1/allocation/([^/]+)', 'read-job', allocationOf),
  route('POST', '/v1/allocation/([^/]+)/stop', 'alloc-lifecycle', () => ({})),
  route('GET', '/v1/client/fs/logs/(.+)', 'read-logs', ({ runner }, { names: [id = ''], query }) =>
    readFile(runner.logOf(id, query.get('type') ?? ''), 'utf8'),
  ),
  route('GET', '/v1/nodes', 'node:read', ({ world }) => world.nodes.map((node) => world.nodeDocument(node, 'nodeStub'))),
  route('GET', '/v1/node/([^/]+)', 'node:read', nodeOf),
  route('POST', '/v1/node/([^/]+)/eligibility', 'node:write', () => ({})),
  route('GET', '/v1/event/stream', 'read-job', ({ world }, { query, response }) => {
    const topics = query.getAll('topic');
    world.log.stream(response, topics.length === 0 ? ['*'] : topics, Number(query.get('index') ?? 0));
  }),
];

function route(method: string, path: string, right: string, answer: Route['answer']): Route {
  return { method, path: new RegExp(`^${path}$`), right, answer };
}

function selfOf({ tokens, world }: Parts, { token }: Asked): Document {
  return tokens.documentOf(token) ?? world.made('token', {});
}

function jobStubs({ world }: Parts, { query }: Asked): Document[] {
  const prefix = query.get('prefix') ?? '';
  const jobs = [...world.jobs.values()].filter(({ ID }) => String(ID).startsWith(prefix));
  return jobs.map((job) => {
    const named = Object.fromEntries(
      ['ID', 'Name', 'ParentID', 'Type', 'Stop', 'SubmitTime', 'Meta'].map((key) => [key, job[key]]),
    );
    const kind = { Periodic: job['Periodic'] !== null, ParameterizedJob: job['ParameterizedJob'] !== null };
    return world.made('jobStub', { ...named, ...kind, Status: world.statusOf(job) });
  });
}

function jobOf({ world }: Parts, { names: [id = ''] }: Asked): Document {
  const job = world.jobs.get(id);
  if (job === undefined) throw new Refusal('noJob');
  return { ...job, Status: world.statusOf(job) };
}

function allocationOf({ world }: Parts, { names: [id = ''] }: Asked): Document {
  const allocation = world.allocations.get(id);
  if (allocation === undefined) throw new Refusal('noAllocation');
  return { ...allocation, Job: world.jobs.get(String(allocation['JobID'])) };
}

function nodeOf({ world }: Parts, { names: [id] }: Asked): Document {
  const node = world.nodes.find((each) => each.id === id);
  if (node === undefined) throw new Refusal('noNode');
  return world.nodeDocument(node, 'node');
}
