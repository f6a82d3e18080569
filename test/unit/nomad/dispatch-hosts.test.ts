import { describe, expect, it } from 'vitest';
import type { NodeStub } from '../../../src/nomad/documents.ts';
import { dispatched, ended } from './dispatched.ts';
import type { Route } from './nomad-server.ts';
import { recorded, routesOf } from './recorded.ts';

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
