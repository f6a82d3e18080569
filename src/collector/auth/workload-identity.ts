import type { JWTPayload } from 'jose';
import { Refusal } from '../refusal.ts';
import type { Identity } from './identity.ts';
import type { NomadApi } from './nomad-api.ts';
import { nomadKeys } from './nomad-keys.ts';

export interface IdentityRules {
  /** Jobs whose tasks may report: anyone who may submit a job could ask for an identity of this audience. */
  readonly jobs: readonly string[];
  readonly namespaces: readonly string[];
}

/** What the job asks an identity for. */
const audience = 'drover';
/** Seconds that an identity is good for which Nomad gave no end: one without `ttl` has none. */
const longest = 86_400;
/** Allocations whose nodes are remembered. */
const remembered = 20_000;

/**
 * Makes the check of Nomad's workload identities: who shows one may report of the node that its allocation runs on.
 * Its function throws a Refusal: 401 for an identity that is not good, 403 for one of a job that has no business here, 503 where Nomad
 * has to be asked and does not answer.
 */
export async function workloadIdentity(nomad: NomadApi, rules: IdentityRules): Promise<(token: string) => Promise<Identity>> {
  const { jwtVerify, errors } = await import('jose');
  const keys = await nomadKeys(nomad);
  const nodes = new Map<string, string>();

  const verified = async (token: string): Promise<JWTPayload> => {
    try {
      const options = {
        audience,
        algorithms: ['RS256', 'EdDSA'],
        requiredClaims: ['iat', 'nomad_allocation_id', 'nomad_job_id'],
      };
      return (await jwtVerify(token, keys, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw notGood(error instanceof errors.JWTExpired ? 'it has expired' : reason(error), error);
    }
  };
  const nodeOf = async (allocation: string): Promise<string> => {
    const known = nodes.get(allocation);
    if (known !== undefined) return known;
    const node = await nomad.nodeOf(allocation);
    if (node === undefined) throw new Refusal(403, `Cannot take the report: Nomad knows no allocation ${allocation}`);
    if (nodes.size >= remembered) nodes.clear();
    nodes.set(allocation, node);
    return node;
  };

  return async (token) => {
    const claims = await verified(token);
    if (claims.exp === undefined && (claims.iat ?? 0) < Date.now() / 1000 - longest) throw notGood('it is older than a day');
    const allocation = String(claims['nomad_allocation_id']);
    checkJob(claims, rules);
    return { name: `allocation ${allocation}`, scopes: ['report'], host: await nodeOf(allocation) };
  };
}

function checkJob(claims: JWTPayload, { jobs, namespaces }: IdentityRules): void {
  // Of a dispatched job the claim names the parent; in case it does not, the child's name begins with it.
  const job = String(claims['nomad_job_id']).replace(/\/(dispatch|periodic)-.*$/, '');
  const namespace = String(claims['nomad_namespace'] ?? 'default');
  if (jobs.includes(job) && namespaces.includes(namespace)) return;
  throw new Refusal(403, `Cannot take the report: job "${job}" of namespace "${namespace}" is none that reports`, {
    hint: `reports come from ${jobs.join(', ')} of ${namespaces.join(', ')}; start the collector with --job and --namespace for others`,
  });
}

function notGood(why: string, cause?: unknown): Refusal {
  return new Refusal(401, `Cannot accept the identity: ${why}`, {
    hint: `an identity of this cluster's Nomad for the audience "${audience}" is wanted`,
    cause,
  });
}

function reason({ code, message }: { code: string; message: string }): string {
  if (code === 'ERR_JWKS_NO_MATCHING_KEY' || code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED')
    return 'this Nomad has not signed it';
  return message.replace(/^unexpected "aud" claim value$/, 'it is for another audience');
}
