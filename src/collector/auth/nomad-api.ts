import { readFileSync } from 'node:fs';
import type { JSONWebKeySet } from 'jose';
import { Refusal } from '../refusal.ts';

/** What the collector asks of Nomad. */
export interface NomadApi {
  /** The public keys that Nomad signs identities with. */
  keys(): Promise<JSONWebKeySet>;
  /** Name of the node that an allocation runs on; undefined where Nomad knows no such allocation. */
  nodeOf(allocation: string): Promise<string | undefined>;
}

export interface NomadSettings {
  /** `http://127.0.0.1:4646`, or `unix:///secrets/api.sock` for the task's own API. */
  readonly address: string;
  readonly token: string | undefined;
  /** Paths of PEM files. */
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

/** Milliseconds that a report waits for Nomad's answer. */
const patience = 5_000;

/** Asks Nomad's HTTP API. Its calls throw a Refusal (503) where Nomad does not answer. */
export async function nomadApi(settings: NomadSettings): Promise<NomadApi> {
  const { Agent, request } = await import('undici');
  const { address, token, caFile, certFile, keyFile } = settings;
  const isSocket = address.startsWith('unix://');
  const pem = (path: string | undefined): Buffer | undefined => (path === undefined ? undefined : readFileSync(path));
  const tls = { ca: pem(caFile), cert: pem(certFile), key: pem(keyFile) };
  const connect = isSocket ? { socketPath: address.slice('unix://'.length) } : tls;
  const dispatcher = new Agent({ connect, headersTimeout: patience, bodyTimeout: patience, connectTimeout: patience });
  const base = isSocket ? 'http://localhost' : address.replace(/\/+$/, '');

  const get = async (path: string): Promise<{ status: number; body: unknown }> => {
    const answer = await request(`${base}${path}`, {
      dispatcher,
      headers: token === undefined ? {} : { 'x-nomad-token': token },
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, body: answer.statusCode === 200 ? JSON.parse(text) : text };
  };
  const asked = async (path: string, what: string): Promise<unknown> => {
    const answer = await get(path).catch((cause: unknown) => {
      throw unanswered(what, `Nomad at ${address} does not answer`, cause);
    });
    if (answer.status === 200) return answer.body;
    if (answer.status === 404) return undefined;
    throw unanswered(what, `Nomad says ${answer.status} ${String(answer.body).slice(0, 200)}`);
  };

  return {
    keys: async () => {
      const keys = await asked('/.well-known/jwks.json', 'check an identity');
      if (keys === undefined) throw unanswered('check an identity', `Nomad at ${address} has no keys to check it with`);
      return keys as JSONWebKeySet;
    },
    nodeOf: async (allocation) => {
      const found = await asked(`/v1/allocation/${encodeURIComponent(allocation)}`, `find the node of allocation ${allocation}`);
      const name = (found as { NodeName?: unknown } | undefined)?.NodeName;
      return typeof name === 'string' && name !== '' ? name : undefined;
    },
  };
}

function unanswered(action: string, why: string, cause?: unknown): Refusal {
  return new Refusal(503, `Cannot ${action}: ${why}`, {
    hint: "give the collector Nomad's address (--nomad or NOMAD_ADDR) and a token that may read jobs",
    retryAfter: 15,
    cause,
  });
}
