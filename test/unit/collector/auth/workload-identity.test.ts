import { generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { type NomadStandIn, nomadStandIn } from '../support/nomad.ts';
import { partOf, post } from '../support/report.ts';
import { served } from '../support/served.ts';

async function collectorWith(nomad: NomadStandIn) {
  const collector = await served({ nomad: { address: nomad.address, token: undefined } });
  const report = async (token: string, host = 'web1', run = 'run-1'): Promise<{ status: number; error: string }> => {
    const answer = await fetch(`${collector.url}/api/v1/reports`, post(partOf({ host, run }), token));
    return { status: answer.status, error: ((await answer.json()) as { error?: string }).error ?? '' };
  };
  return { ...collector, report };
}

describe("an agent's identity", () => {
  it.each(['RS256', 'EdDSA'] as const)('signed with %s lets in a report of its node', async (algorithm) => {
    const nomad = await nomadStandIn(algorithm);
    const { report } = await collectorWith(nomad);
    expect(await report(await nomad.sign())).toEqual({ status: 200, error: '' });
    expect(await report(await nomad.sign(), 'web1', 'run-2')).toMatchObject({ status: 200 });
    expect([...nomad.asked]).toEqual([
      ['/.well-known/jwks.json', 1],
      ['/v1/allocation/alloc-web1', 1],
    ]);
  });

  it('lets in no report of another host', async () => {
    const nomad = await nomadStandIn();
    const { report, get } = await collectorWith(nomad);
    expect(await report(await nomad.sign(), 'web2')).toEqual({
      status: 403,
      error: 'Cannot take a report of host "web2": allocation alloc-web1 reports of "web1"',
    });
    expect(await (await get('/api/v1/hosts')).json()).toMatchObject({ items: [] });
  });

  it.each<[string, (nomad: NomadStandIn) => Promise<string>, number, string]>([
    ['has expired', (nomad) => nomad.sign({}, { expires: -60 }), 401, 'it has expired'],
    ['is for another audience', (nomad) => nomad.sign({}, { audience: 'vault' }), 401, 'it is for another audience'],
    [
      'is of a day long past and has no end',
      (nomad) => nomad.sign({}, { expires: null, issued: -90_000 }),
      401,
      'older than a day',
    ],
    ['is signed by someone else', forged, 401, 'this Nomad has not signed it'],
    ['names a key that Nomad has not', (nomad) => forged(nomad, 'other'), 401, 'this Nomad has not signed it'],
    ['is not signed', unsigned, 401, 'Cannot accept the identity'],
    ['is signed with a public key as a password', confused, 401, 'Cannot accept the identity'],
    [
      'is of a job that does not report',
      (nomad) => nomad.sign({ nomad_job_id: 'shop' }),
      403,
      'job "shop" of namespace "default"',
    ],
    ['is of another namespace', (nomad) => nomad.sign({ nomad_namespace: 'dev' }), 403, 'of namespace "dev"'],
    [
      'is of an allocation that Nomad does not know',
      (nomad) => nomad.sign({ nomad_allocation_id: 'gone' }),
      403,
      'no allocation gone',
    ],
    ['names no allocation', (nomad) => nomad.sign({ nomad_allocation_id: undefined }), 401, 'nomad_allocation_id'],
  ])('that %s is refused', async (_, make, status, error) => {
    const nomad = await nomadStandIn();
    const { report } = await collectorWith(nomad);
    expect(await report(await make(nomad))).toEqual({ status, error: expect.stringContaining(error) });
  });

  it('allows reporting and nothing else', async () => {
    const nomad = await nomadStandIn();
    const { get } = await collectorWith(nomad);
    const answer = await get('/api/v1/hosts', await nomad.sign());
    expect([answer.status, await answer.json()]).toMatchObject([403, { error: expect.stringContaining('has no scope "read"') }]);
  });

  it('of a dispatched child is that of its job', async () => {
    const nomad = await nomadStandIn();
    const { report } = await collectorWith(nomad);
    expect(await report(await nomad.sign({ nomad_job_id: 'drover/dispatch-1700000000-abc' }))).toMatchObject({ status: 200 });
  });

  it('waits while Nomad is away, unless its keys and node are known', async () => {
    const nomad = await nomadStandIn();
    const { report } = await collectorWith(nomad);
    const token = await nomad.sign();
    expect(await report(token)).toMatchObject({ status: 200 });
    const other = await nomad.sign({ nomad_allocation_id: 'alloc-web2' });
    nomad.stop();
    expect(await report(token, 'web1', 'run-2')).toMatchObject({ status: 200 });
    expect(await report(other, 'web2', 'run-3')).toMatchObject({
      status: 503,
      error: expect.stringContaining('does not answer'),
    });
  });
});

async function forged(_: NomadStandIn, kid = 'key-0'): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return await new SignJWT({ nomad_job_id: 'drover', nomad_allocation_id: 'alloc-web1', nomad_namespace: 'default' })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setAudience('drover')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
}

async function unsigned(nomad: NomadStandIn): Promise<string> {
  const [, payload] = (await nomad.sign()).split('.');
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
}

async function confused(nomad: NomadStandIn): Promise<string> {
  const keys = await (await fetch(`${nomad.address}/.well-known/jwks.json`)).text();
  return await new SignJWT({ nomad_job_id: 'drover', nomad_allocation_id: 'alloc-web1' })
    .setProtectedHeader({ alg: 'HS256', kid: 'key-0' })
    .setAudience('drover')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(keys));
}
