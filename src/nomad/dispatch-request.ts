import { DroverError } from '../core/errors.ts';
import type { NomadClient } from './client.ts';
import type { Job } from './documents.ts';

/** What is to run where. */
export interface DispatchRequest {
  /** The parameterized job, `drover`. */
  readonly job: string;
  readonly commit: string;
  /** undefined for everything. */
  readonly roles: readonly string[] | undefined;
  readonly check: boolean;
  readonly diff: boolean;
  readonly limit: string | undefined;
  readonly tags: readonly string[];
  /** Hosts that are meant; others may be silent. undefined for all. */
  readonly hosts: ReadonlySet<string> | undefined;
  /** Whether to follow until every host is done; else until Nomad has placed it. */
  readonly wait: boolean;
  /** Milliseconds after which nobody waits any longer. */
  readonly timeout: number;
  /** Who asks for it, for the collector. */
  readonly by: string | undefined;
}

/**
 * The parameterized job by its ID.
 * @throws DroverError `NOMAD_NOT_FOUND` with the command that registers it, `NOMAD_REFUSED` where it cannot be dispatched
 */
export async function parameterizedJob(client: NomadClient, id: string, signal: AbortSignal): Promise<Job> {
  const run = `nomad job run jobs/${id}.nomad.hcl`;
  const job = await client.job(id, signal).catch((error: unknown) => {
    if (!(error instanceof DroverError && error.code === 'NOMAD_NOT_FOUND')) throw error;
    const { namespace } = client.connection.config;
    throw new DroverError('NOMAD_NOT_FOUND', `Cannot dispatch job "${id}": namespace "${namespace}" has no such job`, {
      hint: `${run} registers it`,
      cause: error,
    });
  });
  if (job.ParameterizedJob === null || job.ParentID !== '') {
    throw new DroverError('NOMAD_REFUSED', `Cannot dispatch job "${id}": it is not parameterized`, {
      hint: `${run} registers the one that is`,
    });
  }
  if (job.Stop) {
    throw new DroverError('NOMAD_REFUSED', `Cannot dispatch job "${id}": it is stopped`, { hint: `${run} starts it again` });
  }
  return job;
}

/**
 * The meta keys of a dispatch.
 * @throws DroverError `NOMAD_REFUSED` where the job as it is registered takes one of them not
 */
export function dispatchMeta(
  { commit, roles, check, diff, limit, tags }: Pick<DispatchRequest, 'commit' | 'roles' | 'check' | 'diff' | 'limit' | 'tags'>,
  { ID, ParameterizedJob }: Job,
): Record<string, string> {
  const meta: Record<string, string> = {
    COMMIT: commit,
    ROLE: roles?.join(',') ?? 'all',
    // Said in any case: drover-drift looks only, unless it is told otherwise.
    CHECK: String(check),
    ...(diff && { DIFF: 'true' }),
    ...(limit !== undefined && { LIMIT: limit }),
    ...(tags.length > 0 && { TAGS: tags.join(',') }),
  };
  const known = [...(ParameterizedJob?.MetaRequired ?? []), ...(ParameterizedJob?.MetaOptional ?? [])];
  const unknown = Object.keys(meta).filter((key) => !known.includes(key));
  if (unknown.length === 0) return meta;
  throw new DroverError('NOMAD_REFUSED', `Cannot dispatch job "${ID}": it takes no meta ${unknown.join(', ')}`, {
    hint: `nomad job run jobs/${ID}.nomad.hcl registers the job as this version of Drover has it`,
  });
}
