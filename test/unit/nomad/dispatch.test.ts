import { describe, expect, it } from 'vitest';
import { NomadClient } from '../../../src/nomad/client.ts';
import { type DispatchEvent, type DispatchOutcome, dispatch } from '../../../src/nomad/dispatch.ts';
import type { DispatchRequest } from '../../../src/nomad/dispatch-request.ts';
import { dispatchStatus } from '../../../src/nomad/dispatch-status.ts';
import type { NodeStub } from '../../../src/nomad/documents.ts';
import { connectionTo, type NomadServer, nomadServer, type Route } from './nomad-server.ts';
import { dispatchId, recorded, routesOf } from './recorded.ts';

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

async function dispatched(
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

const ended = ['node1 done', 'node2 failed a task failed (exit code 4)', 'node3 done'];

describe('A dispatch', () => {
  it('is followed by events until every host is done', async () => {
    const { events, outcome, hosts, status, nomad } = await dispatched(routesOf());
    expect(hosts).toEqual(ended);
    expect(status).toBe(4);
    expect(outcome).toMatchObject({ dispatch: dispatchId, end: 'done', lost: null });
    expect(events[0]).toEqual({
      event: 'dispatched',
      dispatch: dispatchId,
      commit: '1a2b3c4',
      roles: ['fail'],
      check: false,
      expected: 3,
    });
    const ofNode2 = events.flatMap((event) => (event.event === 'host' && event.run.host === 'node2' ? [event.run.state] : []));
    expect(ofNode2).toEqual(['pending', 'failed']);
    expect(events.find(({ event }) => event === 'placed')).toEqual({ event: 'placed', hosts: 3, placed: 3 });
    // Read once at the beginning, never again.
    const reads = nomad.asked.filter(({ path }) => path.endsWith('/allocations'));
    expect(reads).toHaveLength(1);
  });

  it('carries what it is for, and a token that makes it happen once', async () => {
    const change = { roles: undefined, check: true, diff: true, limit: 'web:!node3', tags: ['ntp', 'dns'] };
    let failures = 1;
    const { dispatched: reply } = recorded();
    const routes: Record<string, Route> = {
      ...routesOf(),
      'POST /v1/job/drover/dispatch': () => (failures-- > 0 ? { status: 500, body: 'No cluster leader' } : { body: reply }),
    };
    const { nomad } = await dispatched(routes, { request: change });
    const posts = nomad.asked.filter(({ method }) => method === 'POST');
    expect(posts).toHaveLength(2);
    expect(JSON.parse(posts[0]?.body ?? '')).toEqual({
      JobID: 'drover',
      Meta: { COMMIT: '1a2b3c4', ROLE: 'all', CHECK: 'true', DIFF: 'true', LIMIT: 'web:!node3', TAGS: 'ntp,dns' },
    });
    const tokens = posts.map(({ query }) => query.get('idempotency_token'));
    expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(tokens[1]).toBe(tokens[0]);
  });

  it('that nobody waits for ends when Nomad has placed it', async () => {
    const begun = recorded().stream.slice(0, 4);
    const { outcome, hosts, status } = await dispatched(routesOf({ stream: begun }), { request: { wait: false } });
    expect(outcome.end).toBe('placed');
    expect(hosts).toEqual(['node1 pending', 'node2 pending', 'node3 pending']);
    expect(status).toBe(0);
  });

  it('is known whole though the stream broke and the server has lost its events', async () => {
    const { stream, evaluations, allocations } = recorded();
    let connections = 0;
    const lists =
      (list: readonly unknown[]): Route =>
      () => ({ body: connections === 0 ? [] : list });
    const { hosts } = await dispatched({
      ...routesOf(),
      [`GET /v1/job/${dispatchId}/evaluations`]: lists(evaluations),
      [`GET /v1/job/${dispatchId}/allocations`]: lists(allocations),
      'GET /v1/event/stream': (_, response) => {
        connections += 1;
        response.writeHead(200);
        response.write(`${JSON.stringify(stream[0])}\n`);
        setTimeout(() => response.destroy(), 20);
        return undefined;
      },
    });
    expect(hosts).toEqual(ended);
    expect(connections).toBe(1);
  });

  it('goes on where Nomad was out of reach, and says so', async () => {
    const { evaluations, allocations } = recorded();
    let down = 3;
    const { hosts, warnings } = await dispatched({
      ...routesOf(),
      [`GET /v1/job/${dispatchId}/evaluations`]: () =>
        down-- > 0 ? { status: 500, body: 'No cluster leader' } : { body: evaluations },
      [`GET /v1/job/${dispatchId}/allocations`]: { body: allocations },
    });
    expect(warnings).toEqual([
      `Cannot follow job "${dispatchId}": Nomad has no leader; the runs go on, trying again`,
      'Nomad answers again',
    ]);
    expect(hosts).toEqual(ended);
  });

  it('ends with Nomad out of reach where that stays so', async () => {
    const { outcome, status } = await dispatched(
      { ...routesOf(), [`GET /v1/job/${dispatchId}/evaluations`]: { status: 500, body: 'No cluster leader' } },
      { request: { timeout: 300 } },
    );
    expect(outcome.lost).toMatchObject({ code: 'NOMAD_NO_LEADER' });
    expect(status).toBe(6);
  });
});

describe('A host of a dispatch', () => {
  const [first, ...others] = recorded().nodes;
  const changed = (change: Partial<NodeStub>) => (first === undefined ? [] : [{ ...first, ...change }, ...others]);
  /** Without what was placed on the first node. */
  const without = recorded().stream.map((batch) => ({
    ...batch,
    Events: batch.Events?.filter(({ Payload }) => Payload.Allocation?.NodeID !== first?.ID) ?? [],
  }));

  it.each<[Partial<NodeStub>, string]>([
    [{ Status: 'down' }, 'the node is down'],
    [{ Status: 'disconnected' }, 'the node is disconnected'],
    [{ Drain: true, SchedulingEligibility: 'ineligible' }, 'the node is being drained'],
    [{ SchedulingEligibility: 'ineligible' }, 'the node is not eligible for scheduling'],
    [{ Drivers: {} }, 'the node has no raw_exec driver'],
    [
      { Drivers: { raw_exec: { Attributes: null, Detected: true, Healthy: false, HealthDescription: 'it sleeps' } } },
      "the node's raw_exec driver is unhealthy: it sleeps",
    ],
    [{}, 'Nomad placed nothing there'],
  ])('that is %j is silent, and nobody waits for it', async (change, why) => {
    const { hosts, status } = await dispatched(routesOf({ nodes: changed(change), stream: without }));
    expect(hosts).toContain(`${first?.Name} silent ${why}`);
    expect(hosts).toHaveLength(3);
    expect(status).toBe(4);
  });

  it.each<[Partial<NodeStub>]>([[{ Datacenter: 'dc2' }], [{ NodePool: 'other' }]])(
    'that is %j is not expected',
    async (change) => {
      const { job } = recorded();
      const { hosts } = await dispatched(
        routesOf({ nodes: changed(change), stream: without, job: { ...job, Datacenters: ['dc1', 'x*'], NodePool: 'default' } }),
      );
      expect(hosts).toHaveLength(2);
    },
  );

  it('that its constraints leave out is not expected', async () => {
    const { job, nodes } = recorded();
    const routes = routesOf({
      stream: without,
      job: { ...job, Constraints: [{ LTarget: `\${meta.rack}`, Operand: '=', RTarget: 'r1' }] },
    });
    for (const node of nodes) {
      routes[`GET /v1/node/${node.ID}`] = { body: { ...node, Attributes: {}, Meta: node === nodes[0] ? {} : { rack: 'r1' } } };
    }
    expect((await dispatched(routes)).hosts).toHaveLength(2);
  });

  it('that the request does not mean may be down', async () => {
    const hosts = new Set(others.map(({ Name }) => Name));
    const given = routesOf({ nodes: changed({ Status: 'down' }), stream: without });
    expect((await dispatched(given, { request: { hosts } })).hosts).toHaveLength(2);
  });

  it('has the name that the job gives it', async () => {
    const { job, nodes } = recorded();
    const text = JSON.stringify(job).replace('node.unique.name', 'meta.host');
    const routes = routesOf({ job: JSON.parse(text) });
    for (const node of nodes) routes[`GET /v1/node/${node.ID}`] = { body: { ...node, Meta: { host: `${node.Name}.example` } } };
    const { hosts } = await dispatched(routes);
    expect(hosts).toEqual(ended.map((line) => line.replace(/^(\S+)/, '$1.example')));
  });

  it('whose node goes down during the run is lost', async () => {
    const { stream, nodes } = recorded();
    const node1 = nodes.find(({ Name }) => Name === 'node1');
    const endless = stream.map((batch) => ({
      ...batch,
      Events:
        batch.Events?.filter(
          ({ Payload }) => Payload.Allocation?.NodeID !== node1?.ID || Payload.Allocation?.ClientStatus !== 'complete',
        ) ?? [],
    }));
    const { hosts, outcome } = await dispatched({
      ...routesOf({ stream: endless }),
      'GET /v1/nodes': ({ query }) => ({ body: query.has('filter') ? [{ ...node1, Status: 'down' }] : nodes }),
    });
    expect(hosts[0]).toBe('node1 lost the node went down during the run');
    expect(outcome.end).toBe('done');
  }, 20_000);

  it('that is not done at the deadline is silent', async () => {
    const running = recorded().stream.slice(0, 6);
    const { hosts, outcome, status } = await dispatched(routesOf({ stream: running }), { request: { timeout: 400 } });
    expect(outcome.end).toBe('deadline');
    expect(hosts).toEqual([
      'node1 silent still running after 0 s',
      'node2 failed a task failed (exit code 4)',
      'node3 silent not started after 0 s',
    ]);
    expect(status).toBe(4);
  });

  it('that is not done when the wait is interrupted is silent', async () => {
    const running = recorded().stream.slice(0, 6);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const { outcome, status } = await dispatched(routesOf({ stream: running }), { signal: stop.signal });
    expect(outcome.end).toBe('interrupted');
    expect(status).toBe(4);
  });

  it('that refused says why, as far as the token may read logs', async () => {
    const text = JSON.stringify(recorded().stream).replaceAll('"exit_code":"4"', '"exit_code":"3"');
    const stream = JSON.parse(text);
    const allocation = recorded().allocations.find(({ NodeName }) => NodeName === 'node2')?.ID;
    const log: Route = { body: 'start\nUSAGE: Cannot apply role "nope": no play of site.yml uses it\n  it uses base\n' };
    const said = await dispatched({ ...routesOf({ stream }), [`GET /v1/client/fs/logs/${allocation}`]: log });
    expect(said.hosts[1]).toBe('node2 failed USAGE: Cannot apply role "nope": no play of site.yml uses it (exit code 3)');
    const denied: Route = { status: 403, body: 'Permission denied' };
    const mute = await dispatched({ ...routesOf({ stream }), [`GET /v1/client/fs/logs/${allocation}`]: denied });
    expect(mute.hosts[1]).toBe('node2 failed the bundle or what was dispatched is invalid (exit code 3)');
  });
});

describe('A dispatch is refused', () => {
  const { job } = recorded();
  const takesOnly = {
    ...job,
    ParameterizedJob: { Payload: 'forbidden', MetaRequired: ['COMMIT', 'ROLE'], MetaOptional: ['CHECK'] },
  };
  it.each<[string, Record<string, Route>, Partial<DispatchRequest>, object]>([
    [
      'where the job is not registered',
      { 'GET /v1/job/drover': { status: 404, body: 'job not found' } },
      {},
      {
        code: 'NOMAD_NOT_FOUND',
        message: 'Cannot dispatch job "drover": namespace "default" has no such job',
        hint: 'nomad job run jobs/drover.nomad.hcl registers it',
      },
    ],
    [
      'where the job is stopped',
      { 'GET /v1/job/drover': { body: { ...job, Stop: true } } },
      {},
      { code: 'NOMAD_REFUSED', message: 'Cannot dispatch job "drover": it is stopped' },
    ],
    [
      'where the job is not parameterized',
      { 'GET /v1/job/drover': { body: { ...job, ParameterizedJob: null } } },
      {},
      { code: 'NOMAD_REFUSED', message: 'Cannot dispatch job "drover": it is not parameterized' },
    ],
    [
      'where the job does not take what is asked for',
      { 'GET /v1/job/drover': { body: takesOnly } },
      { limit: 'web', tags: ['x'] },
      { code: 'NOMAD_REFUSED', message: 'Cannot dispatch job "drover": it takes no meta LIMIT, TAGS' },
    ],
    [
      'where the token may not',
      { 'POST /v1/job/drover/dispatch': { status: 403, body: 'Permission denied' } },
      {},
      {
        code: 'NOMAD_DENIED',
        message: 'Cannot dispatch job "drover": the ACL token lacks dispatch-job in namespace "default", or is unknown',
      },
    ],
  ])('%s', async (_, change, asked, error) => {
    await expect(dispatched({ ...routesOf(), ...change }, { request: asked })).rejects.toMatchObject(error);
  });
});

describe('Without the right to list nodes', () => {
  it('a dispatch shows the hosts that Nomad places it on', async () => {
    const { hosts, warnings } = await dispatched({ ...routesOf(), 'GET /v1/nodes': { status: 403, body: 'Permission denied' } });
    expect(hosts).toEqual(ended);
    expect(warnings).toEqual([
      'Cannot list the nodes: the ACL token lacks node:read, or is unknown: nodes that are down are not shown',
    ]);
  });
});

describe('The collector', () => {
  const path = `/api/v1/dispatches/${dispatchId}/over`;

  it('is told who is expected, and who will report nothing more', async () => {
    const collector = await nomadServer({ 'POST /api/v1/dispatches': { body: {} }, [`POST ${path}`]: { body: {} } });
    const { warnings } = await dispatched(routesOf(), { collector });
    expect(warnings).toEqual([]);
    const [first, second] = collector.asked;
    expect(first?.headers.authorization).toBe('Bearer for-reports');
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      dispatch: dispatchId,
      commit: '1a2b3c4',
      roles: ['fail'],
      check: false,
      by: 'alice',
      wait: 10,
      hosts: [{ host: 'node1', allocation: expect.any(String) }, { host: 'node2' }, { host: 'node3' }],
    });
    expect(second?.path).toBe(path);
    expect(JSON.parse(second?.body ?? '')).toEqual({ hosts: ['node2'] });
  });

  it.each<[Route, RegExp]>([
    [
      { status: 401, body: { error: 'Cannot let you in: the token is unknown' } },
      /of this dispatch: Cannot let you in: the token is unknown$/,
    ],
    [{ status: 502, body: '<html>\nBad gateway' }, /of this dispatch: <html> Bad gateway$/],
    [(_, response) => void response.destroy(), /of this dispatch: it cannot be reached \(UND_ERR_SOCKET\)$/],
  ])('that does not take it is a warning, no more', async (route, warning) => {
    const collector = await nomadServer({ 'POST /api/v1/dispatches': route });
    const { warnings, hosts } = await dispatched(routesOf(), { collector });
    expect(warnings).toEqual([expect.stringMatching(warning)]);
    expect(hosts).toEqual(ended);
  });
});
