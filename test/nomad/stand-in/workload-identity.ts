import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { Document, Recording } from '../recording.ts';

/** Signs what a task proves itself with, as Nomad's servers do. */
export class WorkloadIdentity {
  /** Of `/.well-known/jwks.json`. */
  readonly keys: unknown;
  readonly #key: KeyObject;
  readonly #header: Document;
  readonly #claims: Document;

  constructor({ documents }: Recording) {
    const { header, claims } = documents['identity'] as { readonly header: Document; readonly claims: Document };
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.#key = privateKey;
    this.#header = { ...header, kid: randomUUID() };
    this.#claims = claims;
    this.keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: this.#header['kid'], alg: header['alg'] }] };
  }

  /** The token of an allocation's task, for an hour. It names the job that was dispatched, not the dispatch. */
  token(allocation: string, env: Readonly<Record<string, string>>): string {
    const job = (env['NOMAD_JOB_ID'] ?? '').split('/')[0];
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, nbf: now, exp: now + 3600 };
    const names = { nomad_allocation_id: allocation, nomad_job_id: job, sub: `global:default:${job}:host:drover:drover` };
    const text = [this.#header, { ...this.#claims, ...times, ...names, jti: randomUUID() }].map(encoded).join('.');
    return `${text}.${sign('sha256', Buffer.from(text), this.#key).toString('base64url')}`;
  }
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
