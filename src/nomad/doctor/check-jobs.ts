import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DroverError } from '../../core/errors.ts';
import type { NomadClient } from '../client.ts';
import type { Job } from '../documents.ts';
import { attempt, type Finding, failed, ok, warn } from './finding.ts';

interface JobFile {
  readonly id: string;
  readonly path: string;
  /** undefined where there is no file to compare with. */
  readonly text: string | undefined;
}

/** The job without which nothing can be dispatched, and what it was found to be. */
export interface CheckedJobs {
  readonly findings: readonly Finding[];
  readonly drover: Job | undefined;
}

/**
 * Whether the jobs are registered, and with the text that the directory has.
 * @param directory undefined where there is none
 */
export async function checkJobs(client: NomadClient, directory: string | undefined): Promise<CheckedJobs> {
  const checked = await Promise.all(jobFiles(directory).map((file) => checkJob(client, file)));
  return { findings: checked.flatMap(({ findings }) => findings), drover: checked.find(({ drover }) => drover)?.drover };
}

async function checkJob(client: NomadClient, file: JobFile): Promise<CheckedJobs> {
  const check = `job ${file.id}`;
  const isFirst = file.id === 'drover';
  const job = await attempt(() => client.job(file.id));
  const run = `nomad job run ${file.path}`;
  if (job instanceof DroverError) {
    if (job.code !== 'NOMAD_NOT_FOUND') return { findings: [failed(check, job)], drover: undefined };
    const status = isFirst ? 'fail' : 'warn';
    return { findings: [{ ...warn(check, 'it is not registered', run), status }], drover: undefined };
  }
  const drover = isFirst ? job : undefined;
  if (job.Stop) return { findings: [{ ...warn(check, 'it is stopped', run), status: isFirst ? 'fail' : 'warn' }], drover };
  return { findings: [await comparison(client, job, file, run)], drover };
}

async function comparison(client: NomadClient, { ID, Version }: Job, { path, text }: JobFile, run: string): Promise<Finding> {
  const check = `job ${ID}`;
  if (text === undefined) return ok(check, 'it is registered');
  const submission = await attempt(() => client.submission(ID, Version));
  if (submission instanceof DroverError || submission.Source === '') {
    return ok(check, `it is registered; whether as in ${path} cannot be told, since Nomad has not kept its text`);
  }
  return submission.Source.trim() === text.trim()
    ? ok(check, `it is registered as in ${path}`)
    : warn(check, `it is registered with another text than ${path}`, run);
}

function jobFiles(directory: string | undefined): readonly JobFile[] {
  const files = directory === undefined ? [] : filesIn(directory);
  const expected = ['drover', 'drover-drift', 'drover-collector'].filter((id) => !files.some((file) => file.id === id));
  return [...files, ...expected.map((id) => ({ id, path: `jobs/${id}.nomad.hcl`, text: undefined }))];
}

function filesIn(directory: string): JobFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.nomad.hcl'))
    .sort()
    .flatMap((name) => {
      const path = join(directory, name);
      const text = readFileSync(path, 'utf8');
      const id = /^job\s+"([^"]+)"/m.exec(text)?.[1];
      return id === undefined ? [] : [{ id, path, text }];
    });
}
