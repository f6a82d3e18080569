import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

/** Signs what a task proves itself with, as Nomad's servers do. */
export class WorkloadIdentity {
  readonly #key: KeyObject;
  /** Of `/.well-known/jwks.json`. */
  readonly keys: unknown;
  readonly #kid: string;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.#key = privateKey;
    const key = publicKey.export({ format: 'jwk' });
    this.#kid = createHash('sha256').update(String(key['n'])).digest('hex').slice(0, 32);
    this.keys = { keys: [{ ...key, use: 'sig', kid: this.#kid, alg: 'RS256' }] };
  }

  /** The token of an allocation's task for the audience `drover`, for an hour. The job is that of the dispatch: the parent. */
  token(allocation: string, env: Readonly<Record<string, string>>): string {
    const job = (env['NOMAD_JOB_ID'] ?? '').split('/')[0];
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      aud: 'drover',
      exp: now + 3600,
      iat: now,
      nbf: now,
      jti: randomUUID(),
      nomad_allocation_id: allocation,
      nomad_job_id: job,
      nomad_namespace: 'default',
      nomad_task: 'drover',
      sub: `global:default:${job}:host:drover:drover`,
    };
    const text = [{ alg: 'RS256', kid: this.#kid, typ: 'JWT' }, claims].map(encoded).join('.');
    return `${text}.${sign('sha256', Buffer.from(text), this.#key).toString('base64url')}`;
  }
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
