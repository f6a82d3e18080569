import { execFileSync } from 'node:child_process';
import { createSign, randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { standInRegistry } from './stand-in-registry.ts';

export interface TokenServer {
  /** What the configuration of a registry has as `auth.token`. */
  readonly settings: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * A token server as registries with many users have one: it gives user `ci` tokens for what he may do.
 * @param directory for its key
 * @param allowed actions on any repository: `pull`, `push`
 */
export async function startTokenServer(directory: string, allowed: readonly string[]): Promise<TokenServer> {
  const [key, certificate] = [join(directory, 'token-key.pem'), join(directory, 'token-cert.pem')];
  const files = ['-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=tokens', ...files], {
    stdio: 'ignore',
  });
  const password = `Basic ${Buffer.from('ci:secret word').toString('base64')}`;
  const server = await standInRegistry(({ url, authorization }) => {
    if (authorization !== password) return { status: 401, body: '{"details":"incorrect username or password"}' };
    const access = new URL(url, 'http://tokens').searchParams.getAll('scope').map((scope) => granted(scope, allowed));
    return { status: 200, body: JSON.stringify({ token: signed({ access }, key, certificate) }) };
  });
  const settings = { realm: `${server.origin}/token`, service: 'registry', issuer: 'tokens', rootcertbundle: certificate };
  return { settings, stop: server.stop };
}

/** Of `repository:NAME:pull,push` what is allowed. */
function granted(scope: string, allowed: readonly string[]) {
  const [type, name, actions = ''] = scope.split(':');
  return { type, name, actions: actions.split(',').filter((action) => allowed.includes(action)) };
}

function signed(claims: Readonly<Record<string, unknown>>, key: string, certificate: string): string {
  const now = Math.floor(Date.now() / 1000);
  const common = { iss: 'tokens', sub: 'ci', aud: 'registry', iat: now, nbf: now - 10, exp: now + 300, jti: randomUUID() };
  const chain = [new X509Certificate(readFileSync(certificate)).raw.toString('base64')];
  const parts = [
    { typ: 'JWT', alg: 'RS256', x5c: chain },
    { ...common, ...claims },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${createSign('sha256').update(text).sign(readFileSync(key)).toString('base64url')}`;
}
