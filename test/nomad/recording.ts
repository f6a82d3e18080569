import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/drover.ts';

export const recordings = join(import.meta.dirname, 'recordings');

export type Document = Record<string, unknown>;

/** A job as Nomad's parser reads it with the variables of the tests. */
export interface ParsedJob {
  /** Of the text that it was read from, without comments. */
  readonly digest: string;
  readonly job: Document;
}

/** What real Nomad answered to the tests' calls, as `record.ts` wrote it. */
export interface Recording {
  /** `Nomad v2.0.6` */
  readonly what: string;
  readonly jobs: Readonly<Record<string, ParsedJob>>;
  /** Documents by what they are of. */
  readonly documents: Readonly<Record<string, Document>>;
  /** Texts of refusals, by what was asked for. */
  readonly refusals: Readonly<Record<string, { readonly status: number; readonly text: string }>>;
  /** A task's events by their type. */
  readonly taskEvents: Readonly<Record<string, Document>>;
}

export function readRecording(): Recording {
  return JSON.parse(readFileSync(join(recordings, 'nomad.json'), 'utf8'));
}

/** Of a job's text, whatever its comments and its spacing. */
export function digestOfJob(source: string): string {
  const lines = source.split('\n').map((line) => line.replace(/^\s*#.*$/, '').trim());
  return createHash('sha256')
    .update(lines.filter((line) => line !== '').join('\n'))
    .digest('hex');
}

export function jobSource(name: string): string {
  return readFileSync(join(repository, 'jobs', `${name}.nomad.hcl`), 'utf8');
}
