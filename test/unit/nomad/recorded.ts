import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Allocation, Dispatched, Evaluation, EventBatch, Job, NodeStub } from '../../../src/nomad/documents.ts';
import type { Route } from './nomad-server.ts';

/** A dispatch to three nodes as real Nomad told it: node2's run fails with 4, the others end well. */
export interface Recorded {
  readonly job: Job;
  readonly nodes: readonly NodeStub[];
  readonly dispatched: Dispatched;
  readonly stream: readonly EventBatch[];
  /** At the end. */
  readonly evaluations: readonly Evaluation[];
  readonly allocations: readonly Allocation[];
}

export function recorded(): Recorded {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/dispatch.json'), 'utf8')) as Recorded;
}

export const dispatchId = recorded().dispatched.DispatchedJobID;

/**
 * The routes of a Nomad that has just been asked to dispatch: the lists are empty yet, and everything comes as events.
 * @param change what is different this time
 */
export function routesOf(change: Partial<Recorded> = {}): Record<string, Route> {
  const { job, nodes, dispatched, stream, evaluations, allocations } = {
    ...recorded(),
    evaluations: [],
    allocations: [],
    ...change,
  };
  return {
    'GET /v1/job/drover': { body: job },
    'GET /v1/nodes': ({ query }) => ({ body: query.has('filter') ? [] : nodes }),
    'POST /v1/job/drover/dispatch': { body: dispatched },
    [`GET /v1/job/${dispatchId}/evaluations`]: { body: evaluations },
    [`GET /v1/job/${dispatchId}/allocations`]: { body: allocations },
    'GET /v1/event/stream': streamOf(stream),
  };
}

/** Writes lines, then leaves the answer open, as Nomad does. */
function streamOf(batches: readonly EventBatch[]): Route {
  return (_, response) => {
    response.writeHead(200);
    response.write(`${batches.map((batch) => `${JSON.stringify(batch)}\n`).join('')}{}\n`);
    return undefined;
  };
}
