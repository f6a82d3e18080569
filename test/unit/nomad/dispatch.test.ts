import { describe, expect, it } from 'vitest';
import { dispatched, ended } from './dispatched.ts';
import type { Route } from './nomad-server.ts';
import { dispatchId, recorded, routesOf } from './recorded.ts';

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

describe('Without the right to list nodes', () => {
  it('a dispatch shows the hosts that Nomad places it on', async () => {
    const { hosts, warnings } = await dispatched({ ...routesOf(), 'GET /v1/nodes': { status: 403, body: 'Permission denied' } });
    expect(hosts).toEqual(ended);
    expect(warnings).toEqual([
      'Cannot list the nodes: the ACL token lacks node:read, or is unknown: nodes that are down are not shown',
    ]);
  });
});
