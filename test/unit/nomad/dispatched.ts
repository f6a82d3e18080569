import { NomadClient } from '../../../src/nomad/client.ts';
import { type DispatchEvent, type DispatchOutcome, dispatch } from '../../../src/nomad/dispatch.ts';
import type { DispatchRequest } from '../../../src/nomad/dispatch-request.ts';
import { dispatchStatus } from '../../../src/nomad/dispatch-status.ts';
import { connectionTo, type NomadServer, nomadServer, type Route } from './nomad-server.ts';

const request: DispatchRequest = {
  job: 'drover',
  commit: '1a2b3c4',
  roles: ['fail'],
  check: false,
  diff: false,
  limit: undefined,
  tags: [],
  hosts: undefined,
  wait: true,
  timeout: 10_000,
  by: 'alice',
};

interface Told {
  readonly events: readonly DispatchEvent[];
  readonly outcome: DispatchOutcome;
  /** `node1 done`, and the message where there is one. */
  readonly hosts: readonly string[];
  readonly warnings: readonly string[];
  readonly status: number;
  readonly nomad: NomadServer;
}

interface Circumstances {
  readonly request?: Partial<DispatchRequest>;
  readonly collector?: NomadServer;
  readonly signal?: AbortSignal;
}

/** Dispatches to a Nomad that answers like this, and goes through to the end. */
export async function dispatched(
  routes: Record<string, Route>,
  { request: change = {}, collector, signal = new AbortController().signal }: Circumstances = {},
): Promise<Told> {
  const nomad = await nomadServer(routes);
  const client = new NomadClient(connectionTo(nomad, { NOMAD_TOKEN: 'secret' }));
  const to = collector === undefined ? undefined : { address: collector.address, token: 'for-reports' };
  const all = dispatch(client, { ...request, ...change }, to, signal);
  const events: DispatchEvent[] = [];
  let next = await all.next();
  for (; next.done !== true; next = await all.next()) events.push(next.value);
  const outcome = next.value;
  const hosts = outcome.hosts.map(({ host, state, message }) => [host, state, ...(message === null ? [] : [message])].join(' '));
  const warnings = events.flatMap((event) => (event.event === 'warning' ? [event.message] : []));
  return { events, outcome, hosts, warnings, status: dispatchStatus(outcome), nomad };
}

/** How the recorded dispatch ends. */
export const ended = ['node1 done', 'node2 failed a task failed (exit code 4)', 'node3 done'];
