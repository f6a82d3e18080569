import { describe, expect, it } from 'vitest';
import { jobNames } from './jobs.ts';
import { digestOfJob, jobSource, readRecording } from './recording.ts';

describe('The recordings of real Nomad', () => {
  it.for(jobNames)('hold job "%s" as it is: else NOMAD_BIN=… sh scripts/node test/nomad/record.ts', (name) => {
    expect(readRecording().jobs[name]?.digest).toBe(digestOfJob(jobSource(name)));
  });
});
