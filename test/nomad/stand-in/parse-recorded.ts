import { type Document, digestOfJob, type Recording } from '../recording.ts';
import { registryPlace } from '../scrub.ts';

/**
 * The job that real Nomad read from the same text with the tests' variables, of which the registry alone is another here.
 * @throws Error where the text is not the recorded one
 */
export function parseRecorded({ jobs }: Recording, { JobHCL, Variables }: Document): Document {
  const digest = digestOfJob(String(JobHCL));
  const recorded = Object.values(jobs).find((each) => each.digest === digest);
  if (recorded === undefined) {
    throw new Error('This job is not the one that was recorded: run test/nomad/record.ts with a real Nomad');
  }
  const registry = /^registry = "(.*)"$/m.exec(String(Variables))?.[1] ?? registryPlace;
  return JSON.parse(JSON.stringify(recorded.job).replaceAll(registryPlace, registry));
}
