import type { NomadApi } from './nomad-api.ts';
import { jobSource } from './recording.ts';

/** The project's jobs. */
export const jobNames = ['drover', 'drover-raw', 'drover-drift', 'drover-collector'] as const;
export type JobName = (typeof jobNames)[number];

/** What the tests look at and change in one. */
export interface JobDocument {
  readonly ID: string;
  readonly Constraints: unknown;
}

interface Place {
  readonly nomad: NomadApi;
  readonly registry: string;
}

/**
 * A job as the tests' cluster has it: its registry, each node's root from the node's meta, a drift timer of three seconds.
 * @param more values of the job's variables, as HCL
 */
export async function parseJob(
  { nomad, registry }: Place,
  name: JobName,
  more: Readonly<Record<string, string>> = {},
): Promise<JobDocument> {
  const source = jobSource(name);
  const values = {
    registry: `"${registry}"`,
    host_root: '"$${meta.drover_root}"',
    crons: '["*/3 * * * * * *"]',
    image: `"${registry}/base:latest"`,
    ...more,
  };
  const known = Object.entries(values).filter(([variable]) => source.includes(`variable "${variable}"`));
  const variables = known.map(([variable, value]) => `${variable} = ${value}`).join('\n');
  return nomad.call<JobDocument>('POST', '/v1/jobs/parse', { JobHCL: source, Variables: variables, Canonicalize: true });
}

/** Registers one as `nomad job run` does. @returns the warnings that Nomad has */
export async function register({ nomad }: Pick<Place, 'nomad'>, job: JobDocument): Promise<string> {
  return (await nomad.call<{ readonly Warnings: string }>('POST', '/v1/jobs', { Job: job })).Warnings;
}
