import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Call } from '../../../src/nomad/connection.ts';
import { connectionTo, nomadServer } from './nomad-server.ts';

const pems = join(import.meta.dirname, 'fixtures/tls');
const temporary = mkdtempSync(join(tmpdir(), 'drover-nomad-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const read: Call = { path: '/v1/job/drover', what: 'read job "drover"', capability: 'read-job', repeatable: true };
const write: Call = {
  ...read,
  method: 'POST',
  body: { Meta: {} },
  what: 'dispatch',
  capability: 'dispatch-job',
  repeatable: false,
};

describe('A call', () => {
  it('carries token, namespace, region and credentials', async () => {
    const server = await nomadServer({
      'POST /v1/job/drover': { body: { ok: true }, headers: { date: 'Sat, 21 Nov 2026 20:00:00 GMT' } },
    });
    const environment = { NOMAD_TOKEN: 'secret', NOMAD_NAMESPACE: 'ops', NOMAD_REGION: 'eu', NOMAD_HTTP_AUTH: 'a:b' };
    const answer = await connectionTo(server, environment).call({ ...write, query: { topic: ['a:1', 'b:2'] } });
    expect(answer).toEqual({ body: { ok: true }, date: Date.UTC(2026, 10, 21, 20) });
    const [asked] = server.asked;
    expect(asked?.headers).toMatchObject({
      'x-nomad-token': 'secret',
      authorization: 'Basic YTpi',
      'content-type': 'application/json',
    });
    expect([...(asked?.query ?? [])]).toEqual([
      ['namespace', 'ops'],
      ['region', 'eu'],
      ['topic', 'a:1'],
      ['topic', 'b:2'],
    ]);
    expect(asked?.body).toBe('{"Meta":{}}');
  });

  it.each([
    [500, 'No cluster leader'],
    [500, 'rpc error: EOF'],
    [502, 'Bad Gateway'],
    [503, ''],
    [429, 'slow down'],
  ])('that is answered %i %s is made again', async (status, body) => {
    let failures = 2;
    const server = await nomadServer({
      'GET /v1/job/drover': () => (failures-- > 0 ? { status, body } : { body: 'fine', status: 200 }),
    });
    await expect(connectionTo(server).call(read)).rejects.toThrow('is not Nomad');
    expect(server.asked).toHaveLength(3);
  });

  it('that may not be repeated is not', async () => {
    const server = await nomadServer({ 'POST /v1/job/drover': { status: 500, body: 'No cluster leader' } });
    await expect(connectionTo(server).call(write)).rejects.toMatchObject({ code: 'NOMAD_NO_LEADER' });
    expect(server.asked).toHaveLength(1);
  });

  it('that may not be repeated is not where the connection broke after it was sent', async () => {
    const server = await nomadServer({
      'POST /v1/job/drover': (_, response) => {
        response.destroy();
        return undefined;
      },
    });
    await expect(connectionTo(server).call(write)).rejects.toMatchObject({
      code: 'NOMAD_UNREACHABLE',
      message: `Cannot dispatch: Nomad at ${server.address} cannot be reached: the connection was cut`,
    });
    expect(server.asked).toHaveLength(1);
  });

  it('that never got through is made again, whatever it is', async () => {
    const port = await freePort();
    const connection = connectionTo({ address: `http://127.0.0.1:${port}` }, {}, { attempts: 40 });
    const answer = connection.call({ ...write, path: '/' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const late = createServer((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
    }).listen(port, '127.0.0.1');
    expect((await answer).body).toEqual({});
    late.close();
  });

  it('ends when nothing comes back in time', async () => {
    const server = await nomadServer({ 'GET /v1/job/drover': () => new Promise(() => undefined) });
    await expect(connectionTo(server, {}, { answer: 50, attempts: 2 }).call(read)).rejects.toMatchObject({
      code: 'NOMAD_UNREACHABLE',
      message: `Cannot read job "drover": Nomad at ${server.address} cannot be reached: no answer in time`,
    });
    expect(server.asked).toHaveLength(2);
  });

  it('ends when it is given up', async () => {
    const server = await nomadServer({ 'GET /v1/job/drover': () => new Promise(() => undefined) });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    await expect(connectionTo(server).call(read, stop.signal)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(server.asked).toHaveLength(1);
  });
});

describe('What Nomad says', () => {
  const anonymous = {};
  const alice = { NOMAD_TOKEN: 'alice' };
  it.each([
    [alice, 403, 'Permission denied', 'NOMAD_DENIED', 'the ACL token lacks read-job in namespace "default", or is unknown'],
    [anonymous, 403, 'Permission denied', 'NOMAD_DENIED', 'without a token there is no read-job in namespace "default"'],
    [alice, 403, 'ACL token expired', 'NOMAD_DENIED', 'the token is unknown to Nomad or has expired (ACL token expired)'],
    [anonymous, 401, '<html>Login</html>', 'NOMAD_DENIED', 'access was denied (<html>Login</html>)'],
    [anonymous, 404, 'job not found', 'NOMAD_NOT_FOUND', 'job not found'],
    [anonymous, 500, 'parameterized job not found', 'NOMAD_REFUSED', 'parameterized job not found'],
    [anonymous, 400, 'Invalid meta\nkeys', 'NOMAD_REFUSED', 'Invalid meta keys'],
    [anonymous, 500, 'No cluster leader', 'NOMAD_NO_LEADER', 'Nomad has no leader'],
  ])('with %j as %i %s', async (environment, status, body, code, why) => {
    const server = await nomadServer({ 'GET /v1/job/drover': { status, body } });
    await expect(connectionTo(server, environment).call(read)).rejects.toMatchObject({
      code,
      message: `Cannot read job "drover": ${why}`,
    });
  });

  it('is no JSON where it is not Nomad', async () => {
    const server = await nomadServer({ 'GET /v1/job/drover': { body: '<html>' } });
    await expect(connectionTo(server).call(read)).rejects.toMatchObject({
      code: 'NOMAD_REFUSED',
      message: `Cannot read job "drover": what answers at ${server.address} is not Nomad`,
    });
  });
});

describe('A connection', () => {
  it('goes through a Unix socket', async () => {
    const server = await nomadServer({ 'GET /v1/job/drover': { body: 1 } }, { socket: join(temporary, 'api.sock') });
    expect((await connectionTo(server).call(read)).body).toBe(1);
  });

  it('says that nothing listens', async () => {
    const connection = connectionTo({ address: `http://127.0.0.1:${await freePort()}` });
    await expect(connection.call(read)).rejects.toMatchObject({ message: expect.stringMatching(/: nothing listens there$/) });
    const socket = connectionTo({ address: `unix://${join(temporary, 'none.sock')}` });
    await expect(socket.call(read)).rejects.toMatchObject({ message: expect.stringMatching(/: there is no such socket$/) });
  });

  const pem = (name: string) => join(pems, name);
  const tls = {
    ca: readFileSync(pem('ca.pem')),
    cert: readFileSync(pem('server.pem')),
    key: readFileSync(pem('server.key.pem')),
    requestCert: true,
    rejectUnauthorized: true,
  };
  const trusted = { NOMAD_CACERT: pem('ca.pem'), NOMAD_TLS_SERVER_NAME: 'server.global.nomad' };
  const known = { NOMAD_CLIENT_CERT: pem('client.pem'), NOMAD_CLIENT_KEY: pem('client.key.pem') };

  it('shows its certificate and checks that of Nomad', async () => {
    const server = await nomadServer({ 'GET /v1/job/drover': { body: 1 } }, { tls });
    expect((await connectionTo(server, { ...trusted, ...known }).call(read)).body).toBe(1);
    expect((await connectionTo(server, { ...known, NOMAD_SKIP_VERIFY: '1' }).call(read)).body).toBe(1);
  });

  it.each([
    [{ ...trusted }, 'the connection was cut, as by a Nomad that wants a client certificate'],
    [{ ...known, NOMAD_CACERT: pem('ca.pem') }, 'its certificate is for another name'],
    [{ ...known }, 'its certificate is signed by an unknown authority'],
  ])('is refused with %j', async (environment, why) => {
    const server = await nomadServer({ 'GET /v1/job/drover': { body: 1 } }, { tls });
    const call = connectionTo(server, environment, { attempts: 1 }).call(read);
    await expect(call).rejects.toMatchObject({
      code: 'NOMAD_UNREACHABLE',
      message: `Cannot read job "drover": Nomad at ${server.address} cannot be reached: ${why}`,
    });
  });

  it('takes the authorities of a directory', async () => {
    const server = await nomadServer({ 'GET /v1/job/drover': { body: 1 } }, { tls: { ...tls, requestCert: false } });
    const environment = { NOMAD_CAPATH: pems, NOMAD_TLS_SERVER_NAME: 'server.global.nomad' };
    expect((await connectionTo(server, environment).call(read)).body).toBe(1);
  });

  it.each([
    [{ NOMAD_CACERT: '/no/such/file' }, 'Cannot read NOMAD_CACERT "/no/such/file": ENOENT'],
    [{ NOMAD_CACERT: import.meta.filename }, `Cannot use NOMAD_CACERT "${import.meta.filename}": it is not in PEM format`],
  ])('is not tried with %j', async (environment, message) => {
    const call = connectionTo({ address: 'https://127.0.0.1:1' }, environment).call(read);
    await expect(call).rejects.toMatchObject({ code: 'USAGE', message });
  });
});

async function freePort(): Promise<number> {
  const server = createServer((socket: Socket) => socket.destroy());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
