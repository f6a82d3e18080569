import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dockerCredentials, environmentCredentials } from '../../../src/release/credentials.ts';

const work = mkdtempSync(join(tmpdir(), 'drover-docker.'));
afterAll(() => rmSync(work, { recursive: true }));

const configured = (config: unknown, host = 'registry.example:5000') => {
  writeFileSync(join(work, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  return dockerCredentials(host, { DOCKER_CONFIG: work, PATH: `${work}:${process.env['PATH']}` });
};
const auth = Buffer.from('ci:a:b').toString('base64');

/** A credential helper that answers, or ends with 1 and says something. */
function helper(name: string, body: string): void {
  writeFileSync(join(work, `docker-credential-${name}`), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

describe("Docker's configuration", () => {
  it('has user and password in base64; the password may hold colons', async () => {
    expect(await configured({ auths: { 'registry.example:5000': { auth } } })).toMatchObject({ user: 'ci', password: 'a:b' });
  });

  it.each(['https://registry.example:5000', 'https://registry.example:5000/v1/', 'http://registry.example:5000'])(
    'may file a registry under %s',
    async (key) => {
      expect(await configured({ auths: { [key]: { auth } } })).toMatchObject({ user: 'ci' });
    },
  );

  it('files the registry of Docker under its old name', async () => {
    expect(await configured({ auths: { 'https://index.docker.io/v1/': { auth } } }, 'docker.io')).toMatchObject({ user: 'ci' });
  });

  it('may hold an identity token in place of a password', async () => {
    const entry = { auth: Buffer.from('00000000:').toString('base64'), identitytoken: 'abc' };
    expect(await configured({ auths: { 'registry.example:5000': entry } })).toMatchObject({ identityToken: 'abc' });
  });

  it('has nothing for other registries, and may be missing', async () => {
    expect(await configured({ auths: { 'other.example': { auth } } })).toBeUndefined();
    expect(await configured({})).toBeUndefined();
    expect(await dockerCredentials('registry.example', { HOME: join(work, 'nowhere') })).toBeUndefined();
  });

  it('may name a program that knows the password', async () => {
    helper('keys', 'read host; echo "{\\"Username\\":\\"ci\\",\\"Secret\\":\\"for $host\\"}"');
    const wanted = { user: 'ci', password: 'for registry.example:5000' };
    expect(await configured({ credHelpers: { 'registry.example:5000': 'keys' } })).toMatchObject(wanted);
    expect(await configured({ credsStore: 'keys', auths: { 'registry.example:5000': {} } })).toMatchObject(wanted);
  });

  it('may name a program that knows nothing of this registry', async () => {
    helper('empty', 'cat >/dev/null; echo "credentials not found in native keychain"; exit 1');
    expect(await configured({ credsStore: 'empty' })).toBeUndefined();
  });

  it('may name a program that fails, or is not there', async () => {
    helper('broken', 'echo "the keychain is locked"; exit 1');
    await expect(configured({ credsStore: 'broken' })).rejects.toThrow('from docker-credential-broken: the keychain is locked');
    await expect(configured({ credsStore: 'absent' })).rejects.toThrow('from docker-credential-absent: the program is not here');
  });

  it('is refused where it is no JSON', async () => {
    await expect(configured('auths:')).rejects.toThrow(`Cannot read Docker's configuration ${work}/config.json: it is no JSON`);
  });
});

describe('The environment', () => {
  it('gives user and password together, or none', () => {
    expect(environmentCredentials({})).toBeUndefined();
    expect(environmentCredentials({ DROVER_REGISTRY_USER: '', DROVER_REGISTRY_PASSWORD: '' })).toBeUndefined();
    expect(environmentCredentials({ DROVER_REGISTRY_USER: 'a', DROVER_REGISTRY_PASSWORD: 'b' })).toMatchObject({
      user: 'a',
      password: 'b',
    });
    expect(() => environmentCredentials({ DROVER_REGISTRY_USER: 'a' })).toThrow(
      'Cannot use DROVER_REGISTRY_USER: there is no DROVER_REGISTRY_PASSWORD',
    );
  });
});
