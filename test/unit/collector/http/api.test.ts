import { describe, expect, it } from 'vitest';
import { partOf, post } from '../support/report.ts';
import { served } from '../support/served.ts';

const json = async (answer: Response): Promise<unknown> => await answer.json();

describe('the API', () => {
  it('describes itself to anyone', async () => {
    const { get } = await served();
    const answer = (await json(await get('/api/v1/openapi.json', null))) as { openapi: string; paths: Record<string, unknown> };
    expect(answer.openapi).toBe('3.1.0');
    expect(Object.keys(answer.paths)).toEqual(
      expect.arrayContaining([
        '/hosts',
        '/hosts/{host}',
        '/runs/{run}/tasks/{number}',
        '/runs/{run}/compare/{other}',
        '/drift',
        '/tokens',
      ]),
    );
  });

  it('finds what has slashes, signs and other letters in its name', async () => {
    const { url, admin, get } = await served();
    const names = { host: '<web/1>?#%&"', run: 'läuft 1', dispatch: 'drover/dispatch-1-abc' };
    await fetch(`${url}/api/v1/reports`, post(partOf(names), admin));
    expect(await json(await get(`/api/v1/hosts/${encodeURIComponent(names.host)}`))).toMatchObject({
      host: names.host,
      facts: null,
    });
    expect(await json(await get(`/api/v1/runs/${encodeURIComponent(names.run)}`))).toMatchObject({
      run: names.run,
      warnings: [],
    });
    expect(await json(await get(`/api/v1/dispatches/${encodeURIComponent(names.dispatch)}/hosts`))).toMatchObject({
      items: [{ host: names.host, expected: false }],
    });
  });

  it.each<[string, number, string]>([
    ['/hosts/nobody', 404, 'Cannot show host "nobody": the collector knows none of that name'],
    ['/runs/none/tasks', 404, 'Cannot show run "none"'],
    ['/nothing', 404, 'Cannot answer /api/v1/nothing: the API has no such address'],
    ['/hosts?limit=0', 400, 'Cannot read the request: limit'],
    ['/hosts?limit=1001', 400, 'Cannot read the request: limit'],
    ['/hosts?limit=', 400, 'Cannot read the request: limit'],
    ['/drift?from=&to=', 400, 'Cannot read the request: from'],
    ['/drift?points=1e2', 400, 'Cannot read the request: points'],
    ['/hosts?stat=failed', 400, 'Unrecognized key: "stat"'],
    ['/hosts?state=fine', 400, 'Cannot read the request: state'],
    ['/runs?cursor=web1', 400, 'Cannot read the request: cursor'],
    ['/runs/a/tasks/0', 400, 'Cannot read the request: number'],
  ])('answers %s with %i', async (path, status, error) => {
    const { get } = await served();
    const answer = await get(`/api/v1${path}`);
    expect([answer.status, await json(answer)]).toEqual([
      status,
      expect.objectContaining({ error: expect.stringContaining(error) }),
    ]);
  });

  it('says which methods an address answers', async () => {
    const { url, admin } = await served();
    const answer = await fetch(`${url}/api/v1/tokens`, { method: 'PUT', headers: { authorization: `Bearer ${admin}` } });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('takes dispatches, and that their allocations are over', async () => {
    const { url, admin, get } = await served();
    const headers = { authorization: `Bearer ${admin}`, 'content-type': 'application/json' };
    const send = async (path: string, body: object): Promise<unknown> =>
      json(await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
    const dispatch = 'drover/dispatch-1';
    const hosts = [
      { host: 'web1', node: 'n1', allocation: null },
      { host: 'web2', node: 'n2', allocation: 'a2' },
    ];
    expect(await send('/dispatches', { dispatch, commit: 'c1', roles: ['all'], check: false, by: null, hosts })).toEqual({
      dispatch,
    });
    expect(await send(`/dispatches/${encodeURIComponent(dispatch)}/over`, { allocation: 'a2' })).toEqual({ lost: 1 });
    expect(await send(`/dispatches/${encodeURIComponent(dispatch)}/over`, {})).toMatchObject({
      error: expect.stringContaining('hosts'),
    });
    expect(await json(await get('/api/v1/dispatches'))).toMatchObject({
      items: [{ dispatch, roles: [], by: 'first administrator', expected: 2, reported: 0, silent: 1 }],
    });
    expect(await json(await get('/api/v1/host-counts'))).toMatchObject({ silent: 1, running: 1 });
  });

  it('forgets a host for an administrator, and for nobody else', async () => {
    const { url, admin, get, token } = await served();
    await fetch(`${url}/api/v1/reports`, post(partOf(), admin));
    const forget = async (secret: string): Promise<number> =>
      (await fetch(`${url}/api/v1/hosts/web1`, { method: 'DELETE', headers: { authorization: `Bearer ${secret}` } })).status;
    expect(await forget(await token({ scopes: ['read', 'dispatch', 'report'] }))).toBe(403);
    expect(await forget(admin)).toBe(200);
    expect(await forget(admin)).toBe(404);
    expect((await get('/api/v1/hosts/web1')).status).toBe(404);
  });

  it('tells Prometheus how it fares', async () => {
    const { url, admin, get } = await served();
    await fetch(`${url}/api/v1/reports`, post(partOf(), admin));
    const text = await (await get('/metrics')).text();
    expect(text).toContain('drover_collector_task_results_total 1\n');
    expect(text).toContain('drover_hosts{state="in-sync"} 1\n');
    expect(text).toContain('drover_collector_request_seconds_count{method="POST",route="/api/v1/reports",status="200"} 1\n');
  });
});
