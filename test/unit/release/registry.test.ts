// length: what registries answer is one table of cases
import { afterEach, describe, expect, it } from 'vitest';
import { pushBlob, readBlob } from '../../../src/release/blobs.ts';
import type { Credentials } from '../../../src/release/credentials.ts';
import { Registry } from '../../../src/release/registry.ts';
import { type Scripted, type Seen, standInRegistry } from '../../support/stand-in-registry.ts';

const open: { close?(): Promise<void>; stop?(): void }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await (each.close?.() ?? each.stop?.());
});

const ci: Credentials = { user: 'ci', password: 'secret', source: 'a file' };
const basic = `Basic ${Buffer.from('ci:secret').toString('base64')}`;

interface Wishes {
  readonly credentials?: Credentials;
  readonly signal?: AbortSignal;
  readonly origin?: string;
}

/** A stand-in that answers so, and a client of it. */
async function client(answer: (request: Seen, count: number) => Scripted | undefined, wishes: Wishes = {}) {
  const server = await standInRegistry(answer);
  const { credentials, signal = new AbortController().signal, origin = server.origin } = wishes;
  const at = { host: server.host, origin };
  const scopes = ['repository:fleet:pull,push', 'repository:base:pull'];
  const registry = new Registry({ at, scopes, credentials: async () => credentials, environment: {}, signal });
  open.push(registry, server);
  const get = () => registry.request({ method: 'GET', path: '/v2/fleet/tags/list', expected: [200], act: 'push it' });
  return { registry, server, get };
}

const wantsBasic: Scripted = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };

describe('A registry that wants a password', () => {
  it('gets it from the first challenge on, and only then', async () => {
    const { get, server } = await client(({ authorization }) => (authorization === undefined ? wantsBasic : { status: 200 }), {
      credentials: ci,
    });
    await (await get()).content();
    await (await get()).content();
    expect(server.seen.map(({ authorization }) => authorization)).toEqual([undefined, basic, basic]);
  });

  it('and does not take it is an error that names user and source', async () => {
    const { get, server } = await client(() => wantsBasic, { credentials: ci });
    await expect(get()).rejects.toMatchObject({
      code: 'REGISTRY_DENIED',
      message: `Cannot push it: the registry ${server.host} does not take user "ci" and the password from a file`,
      hint: `docker login ${server.host}, or set DROVER_REGISTRY_USER and DROVER_REGISTRY_PASSWORD`,
    });
  });

  it('where there is none is an error that says where to put one', async () => {
    const { get, server } = await client(() => wantsBasic);
    await expect(get()).rejects.toThrow(`Cannot push it: the registry ${server.host} wants a user and a password`);
    expect(server.seen).toHaveLength(1);
  });
});

describe('A registry that wants a token', () => {
  /** The registry, and below /token its token server. */
  const tokens =
    (refusal: (seen: Seen) => Scripted | undefined = () => undefined) =>
    (seen: Seen): Scripted => {
      if (seen.url.startsWith('/token')) return refusal(seen) ?? { status: 200, body: '{"token":"t1"}' };
      const host = /^http:\/\/([^/]+)/.exec(`http://${current}`)?.[1];
      const challenge = { 'www-authenticate': `Bearer realm="http://${host}/token",service="reg"` };
      return seen.authorization === 'Bearer t1' ? { status: 200 } : { status: 401, headers: challenge };
    };
  let current = '';

  it('gets one from its token server, once, for all that will be done', async () => {
    const { get, server } = await client(tokens(), { credentials: ci });
    current = server.host;
    await (await get()).content();
    await (await get()).content();
    const token = server.seen.filter(({ url }) => url.startsWith('/token'));
    expect(token).toEqual([
      {
        method: 'GET',
        url: '/token?service=reg&scope=repository%3Afleet%3Apull%2Cpush&scope=repository%3Abase%3Apull',
        authorization: basic,
        body: '',
      },
    ]);
  });

  it('gives one without a password too, for what everybody may read', async () => {
    const { get, server } = await client(tokens());
    current = server.host;
    expect((await get()).status).toBe(200);
    expect(server.seen[1]?.authorization).toBeUndefined();
  });

  it('gets it for an identity token, as a login left it', async () => {
    const { get, server } = await client(tokens(), { credentials: { ...ci, identityToken: 'id' } });
    current = server.host;
    expect((await get()).status).toBe(200);
    expect(server.seen[1]).toMatchObject({ method: 'POST', url: '/token' });
    expect(Object.fromEntries(new URLSearchParams(server.seen[1]?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'id',
      client_id: 'drover',
      service: 'reg',
      scope: 'repository:fleet:pull,push repository:base:pull',
    });
  });

  it('and whose token server refuses the password is an error', async () => {
    const { get, server } = await client(
      tokens(() => ({ status: 401 })),
      { credentials: ci },
    );
    current = server.host;
    await expect(get()).rejects.toThrow('does not take user "ci" and the password from a file');
  });

  it('and for which the token does not reach is an error in its words', async () => {
    const denied = '{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}';
    const { get, server } = await client(
      (seen) =>
        seen.url.startsWith('/token')
          ? tokens()(seen)
          : { status: 401, headers: { 'www-authenticate': `Bearer realm="http://${current}/token"` }, body: denied },
      { credentials: ci },
    );
    current = server.host;
    await expect(get()).rejects.toMatchObject({
      code: 'REGISTRY_DENIED',
      message: `Cannot push it: user "ci" has no right to do so at the registry ${server.host} (requested access to the resource is denied)`,
    });
  });

  it('and names no token server is an error', async () => {
    const { get } = await client(() => ({ status: 401, headers: { 'www-authenticate': 'Bearer service="x"' } }), {
      credentials: ci,
    });
    await expect(get()).rejects.toThrow('names no token server');
  });

  it('and whose token server is not there is an error that names it', async () => {
    const { get } = await client(
      () => ({ status: 401, headers: { 'www-authenticate': 'Bearer realm="http://127.0.0.1:9/token"' } }),
      { credentials: ci },
    );
    await expect(get()).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining('its token server 127.0.0.1:9: nothing listens there'),
    });
  });
});

describe('A registry that fails', () => {
  it('for a moment is asked again', async () => {
    const { get, server } = await client((_, count) => ({ status: count < 3 ? 503 : 200 }));
    expect((await get()).status).toBe(200);
    expect(server.seen).toHaveLength(3);
  });

  it.each([
    [{ status: 507 }, 'is full'],
    [{ status: 500, body: '{"errors":[{"message":"write /var/lib: no space left on device"}]}' }, 'is full'],
    [{ status: 403, body: '{"errors":[{"code":"DENIED","message":"quota exceeded"}]}' }, 'wants a user and a password'],
    [{ status: 413, body: '<html>too large</html>' }, 'takes no upload of this size'],
    [{ status: 500, body: '{"errors":[{"code":"UNKNOWN"}]}' }, 'answered 500 (UNKNOWN)'],
    [{ status: 404, body: 'a page\n\u001b[31mof a proxy' }, 'answered 404 (a page [31mof a proxy)'],
    [{ status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' }, 'speaks TLS'],
  ])('with %j is told as "%s"', async (scripted, words) => {
    const { get } = await client(() => scripted);
    await expect(get()).rejects.toThrow(words);
  });

  it('and is not there is told', async () => {
    const { get, server } = await client(() => ({ status: 200 }), { origin: 'http://127.0.0.1:9' });
    await expect(get()).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: `Cannot push it: cannot reach the registry ${server.host}: nothing listens there`,
    });
  });

  it('and speaks no TLS is told, with what to write', async () => {
    const server = await standInRegistry(() => ({ status: 200 }));
    open.push(server);
    const at = { host: server.host, origin: `https://${server.host}` };
    const registry = new Registry({
      at,
      scopes: [],
      credentials: async () => undefined,
      environment: {},
      signal: new AbortController().signal,
    });
    open.push(registry);
    await expect(registry.request({ method: 'GET', path: '/v2/', expected: [200], act: 'push it' })).rejects.toMatchObject({
      message: expect.stringContaining('it does not speak TLS'),
      hint: `write http://${server.host}/… for a registry without TLS`,
    });
  });

  it('and never answers is given up when time is over', async () => {
    const { get } = await client(() => undefined, { signal: AbortSignal.timeout(100) });
    await expect(get()).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining('there was no time left for it'),
    });
  });

  it('and is busy until time is over, too', async () => {
    const { get } = await client(() => ({ status: 503 }), { signal: AbortSignal.timeout(50) });
    await expect(get()).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining('there was no time left for it'),
    });
  });

  it('is left when a person interrupts', async () => {
    const stop = new AbortController();
    const { get } = await client(
      () => {
        stop.abort();
        return undefined;
      },
      { signal: stop.signal },
    );
    await expect(get()).rejects.toMatchObject({ code: 'INTERRUPTED', message: 'Cannot push it: it was interrupted' });
  });
});

describe('A blob', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const blob = { digest, size: 5, content: async () => Buffer.from('hello') };

  it('that is elsewhere is read from there, without the password', async () => {
    const store = await standInRegistry(() => ({ status: 200, body: 'content' }));
    open.push(store);
    const answer = ({ authorization }: Seen): Scripted =>
      authorization === undefined ? wantsBasic : { status: 307, headers: { location: `${store.origin}/key?signed=1` } };
    const { registry } = await client(answer, { credentials: ci });
    expect((await (await readBlob(registry, 'base', digest, 'read it')).content()).toString()).toBe('content');
    expect(store.seen).toEqual([{ method: 'GET', url: '/key?signed=1', authorization: undefined, body: '' }]);
  });

  it('that leads in circles is given up', async () => {
    const { registry, server } = await client(() => ({ status: 302, headers: { location: '/again' } }));
    await expect(readBlob(registry, 'base', digest, 'read it')).rejects.toThrow('answered 302');
    expect(server.seen.length).toBeLessThan(10);
  });

  it('is uploaded to where the registry says, under its own name though a proxy changed the scheme', async () => {
    const script = ({ method }: Seen): Scripted => {
      if (method === 'HEAD') return { status: 404 };
      if (method === 'POST')
        return { status: 202, headers: { location: `https://127.0.0.1/v2/fleet/blobs/uploads/1?state=a%2Fb` } };
      return { status: 201 };
    };
    const { registry, server } = await client(script);
    expect(await pushBlob(registry, 'fleet', blob, 'push it')).toBe('sent');
    expect(server.seen.at(-1)).toMatchObject({
      method: 'PUT',
      url: `/v2/fleet/blobs/uploads/1?state=a%2Fb&digest=sha256%3A${'0'.repeat(64)}`,
      body: 'hello',
    });
  });

  it('that the registry has is not sent, and one that it has elsewhere is taken over', async () => {
    const present = await client(() => ({ status: 200 }));
    expect(await pushBlob(present.registry, 'fleet', blob, 'push it')).toBe('present');
    const mounting = await client(({ method }) => ({ status: method === 'HEAD' ? 404 : 201 }));
    expect(await pushBlob(mounting.registry, 'fleet', { ...blob, from: 'base' }, 'push it')).toBe('mounted');
    expect(mounting.server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `HEAD /v2/fleet/blobs/${digest}`,
      `POST /v2/fleet/blobs/uploads/?mount=sha256%3A${'0'.repeat(64)}&from=base`,
    ]);
  });

  it('for which the registry names no place is an error', async () => {
    const { registry } = await client(({ method }) => ({ status: method === 'HEAD' ? 404 : 202 }));
    await expect(pushBlob(registry, 'fleet', blob, 'push it')).rejects.toThrow('does not say where to upload to');
  });
});
