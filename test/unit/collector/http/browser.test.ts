import { describe, expect, it } from 'vitest';
import { served, type TestCollector } from '../support/served.ts';

async function login(
  { url }: TestCollector,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return await fetch(`${url}/login`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers });
}

const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

describe('a browser', () => {
  it('is sent to the login and back to where it wanted', async () => {
    const collector = await served();
    const sent = await collector.get('/runs?status=failed', null);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/login?next=%2Fruns%3Fstatus%3Dfailed']);
    const answer = await login(collector, { token: ` ${collector.admin}\n`, next: '/runs?status=failed' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/runs?status=failed']);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^drover_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const page = await fetch(`${collector.url}/`, { headers: { cookie: cookieOf(answer) } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect((await fetch(`${collector.url}/api/v1/hosts`, { headers: { cookie: cookieOf(answer) } })).status).toBe(200);
  });

  it('with a wrong token is told so', async () => {
    const collector = await served();
    const answer = await login(collector, { token: 'drover_wrong', next: '/runs' });
    expect(answer.headers.get('location')).toBe('/login?error=refused&next=%2Fruns');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'is not sent to %s',
    async (next) => {
      const collector = await served();
      expect((await login(collector, { token: collector.admin, next })).headers.get('location')).toBe('/');
    },
  );

  it('has no session any more after it ended it, or after its token was revoked', async () => {
    const collector = await served();
    const get = async (cookie: string): Promise<number> =>
      (await fetch(`${collector.url}/`, { headers: { cookie }, redirect: 'manual' })).status;
    const first = cookieOf(await login(collector, { token: collector.admin }));
    expect(await get(first)).toBe(200);
    await fetch(`${collector.url}/logout`, { method: 'POST', headers: { cookie: first }, redirect: 'manual' });
    expect(await get(first)).toBe(303);

    const token = await collector.token({ scopes: ['read'] });
    const second = cookieOf(await login(collector, { token }));
    expect(await get(second)).toBe(200);
    const headers = { authorization: `Bearer ${collector.admin}` };
    await fetch(`${collector.url}/api/v1/tokens/2`, { method: 'DELETE', headers });
    expect(await get(second)).toBe(303);
  });

  it('gets a policy that admits nothing of elsewhere and nothing inline without the nonce of this answer', async () => {
    const collector = await served();
    const policies = await Promise.all(
      ['/', '/login', '/healthz', '/api/v1/hosts', '/api/v1/nothing'].map(
        async (path) => (await collector.get(path)).headers.get('content-security-policy') ?? '',
      ),
    );
    for (const policy of policies) {
      expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'nonce-[\w+/=]{24}'; style-src 'self' 'nonce-/);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
    }
    expect(new Set(policies).size).toBe(policies.length);
    const page = await collector.get('/login', null);
    const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1];
    const nonces = [...(await page.text()).matchAll(/nonce="([^"]*)"/g)].map(([, found]) => found);
    expect(nonces.every((found) => found === nonce)).toBe(true);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is not made to act by the page of another site', async () => {
    const collector = await served();
    const answer = await login(collector, { token: collector.admin }, { 'sec-fetch-site': 'cross-site' });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
    expect((await login(collector, { token: collector.admin }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await login(collector, { token: collector.admin }, { origin: collector.url })).status).toBe(303);
  });

  it('needs no token without authentication, but has to ask for this machine by its own name', async () => {
    const collector = await served({ auth: false });
    expect((await collector.get('/')).status).toBe(200);
    const { get } = await import('node:http');
    const status = await new Promise((resolve) => {
      get(`${collector.url}/`, { headers: { host: 'evil.example' } }, (answer) => resolve(answer.resume().statusCode));
    });
    expect(status).toBe(403);
  });
});
