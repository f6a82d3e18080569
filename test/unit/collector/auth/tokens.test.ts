import { describe, expect, it } from 'vitest';
import { Database } from '../../../../src/collector/store/database.ts';
import { tokensInFile, tokensOverHttp } from '../../../../src/collector/token-store.ts';
import { partOf, post } from '../support/report.ts';
import { served, type TestCollector } from '../support/served.ts';

async function statuses(collector: TestCollector, token: string | null): Promise<Record<string, number>> {
  const { url } = collector;
  const headers = { ...(token !== null && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' };
  const dispatch = await fetch(`${url}/api/v1/dispatches`, { method: 'POST', headers, body: '{"dispatch":"d1"}' });
  const report = await fetch(`${url}/api/v1/reports`, post(partOf(), token ?? undefined));
  return {
    read: (await collector.get('/api/v1/hosts', token)).status,
    metrics: (await collector.get('/metrics', token)).status,
    report: report.status,
    dispatch: dispatch.status,
    tokens: (await collector.get('/api/v1/tokens', token)).status,
  };
}

describe('a token', () => {
  it('allows what its scopes say, and nothing else', async () => {
    const collector = await served();
    const may = async (scope: 'report' | 'read' | 'dispatch' | 'admin') =>
      await statuses(collector, await collector.token({ scopes: [scope] }));
    expect(await may('read')).toEqual({ read: 200, metrics: 200, report: 403, dispatch: 403, tokens: 403 });
    expect(await may('report')).toEqual({ read: 403, metrics: 403, report: 200, dispatch: 403, tokens: 403 });
    expect(await may('dispatch')).toEqual({ read: 403, metrics: 403, report: 403, dispatch: 200, tokens: 403 });
    expect(await may('admin')).toEqual({ read: 200, metrics: 200, report: 200, dispatch: 200, tokens: 200 });
  });

  it('is needed', async () => {
    const collector = await served();
    expect(await statuses(collector, null)).toEqual({ read: 401, metrics: 303, report: 401, dispatch: 401, tokens: 401 });
    expect(await statuses(collector, 'drover_unknown')).toMatchObject({ read: 401, metrics: 401, report: 401 });
    expect((await collector.get('/api/v1/hosts', null)).headers.get('www-authenticate')).toBe('Bearer realm="drover"');
    expect((await collector.get('/healthz', null)).status).toBe(200);
  });

  it('of one host reports of no other', async () => {
    const collector = await served();
    const token = await collector.token({ scopes: ['report'], host: 'web1' });
    expect((await fetch(`${collector.url}/api/v1/reports`, post(partOf({ host: 'web1' }), token))).status).toBe(200);
    expect((await fetch(`${collector.url}/api/v1/reports`, post(partOf({ host: 'web2', run: 'r2' }), token))).status).toBe(403);
  });

  it('is refused once it has expired or was revoked', async () => {
    const collector = await served();
    const expired = await collector.token({ expires: Date.now() - 1 });
    expect((await collector.get('/api/v1/hosts', expired)).status).toBe(401);
    const tokens = tokensOverHttp(collector.url, collector.admin);
    const { id, token } = await tokens.create({ name: 'ann', scopes: ['read'], host: null, expires: Date.now() + 60_000 });
    expect((await collector.get('/api/v1/hosts', token)).status).toBe(200);
    await tokens.revoke(id);
    expect((await collector.get('/api/v1/hosts', token)).status).toBe(401);
    await expect(tokens.revoke(id)).rejects.toMatchObject({ code: 'COLLECTOR_REFUSED' });
  });

  it('is kept as a hash only', async () => {
    const collector = await served();
    const database = new Database(collector.database, 'read');
    expect(JSON.stringify(database.all('SELECT name, hex(hash) AS hash FROM tokens'))).toMatch(
      /^\[\{"name":"first administrator","hash":"[0-9A-F]{64}"\}\]$/,
    );
    database.close();
  });

  it('cannot revoke itself, so that an administrator is always left', async () => {
    const { url, admin } = await served();
    await expect(tokensOverHttp(url, admin).revoke(1)).rejects.toThrow(
      'Cannot revoke token 1: Cannot revoke token 1: it is the one you show',
    );
  });

  it('is said at the first start, and at no other', async () => {
    const first = await served();
    const second = await served({ database: first.database });
    expect(first.firstToken).toMatch(/^drover_[\w-]{43}$/);
    expect(second.firstToken).toBeUndefined();
    expect(await tokensInFile(first.database).list()).toHaveLength(1);
  });
});
