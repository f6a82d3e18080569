import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';

export interface NomadStandIn {
  readonly address: string;
  /** How often each path was asked for. */
  readonly asked: Map<string, number>;
  /** Signs an identity as Nomad does. */
  sign(claims?: Record<string, unknown>, options?: SignOptions): Promise<string>;
  /** Goes on with new keys. */
  rotate(): Promise<void>;
  stop(): void;
}

interface SignOptions {
  readonly audience?: string;
  /** Seconds from now. */
  readonly expires?: number | null;
  readonly issued?: number;
}

/** Answers what the collector asks of Nomad: its keys, and that allocations `alloc-NAME` run on node NAME. */
export async function nomadStandIn(algorithm: 'RS256' | 'EdDSA' = 'RS256'): Promise<NomadStandIn> {
  let number = 0;
  let keys = await keyPair(algorithm, number);
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const [, node] = /^\/v1\/allocation\/alloc-(.*)$/.exec(path) ?? [];
    const body = path === '/.well-known/jwks.json' ? { keys: [keys.jwk] } : node === undefined ? undefined : { NodeName: node };
    response.statusCode = body === undefined ? 404 : 200;
    response.end(body === undefined ? 'alloc not found' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(stop);
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop,
    rotate: async () => {
      number += 1;
      keys = await keyPair(algorithm, number);
    },
    sign: async (claims = {}, { audience = 'drover', expires = 3_600, issued = 0 } = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const payload = {
        nomad_namespace: 'default',
        nomad_job_id: 'drover',
        nomad_allocation_id: 'alloc-web1',
        nomad_task: 'drover',
        ...claims,
      };
      const jwt = new SignJWT(payload)
        .setProtectedHeader({ alg: algorithm, kid: keys.jwk.kid })
        .setAudience(audience)
        .setIssuedAt(now + issued);
      if (expires !== null) jwt.setExpirationTime(now + expires);
      return await jwt.sign(keys.privateKey);
    },
  };
}

async function keyPair(algorithm: string, number: number) {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: `key-${number}`, alg: algorithm, use: 'sig' } };
}
