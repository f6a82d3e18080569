import { type Document, digestOfJob, type Recording } from '../recording.ts';
import { registryPlace } from '../scrub.ts';

/**
 * The job that real Nomad read from the same text with the tests' variables, of which registry, archives and collector are others here.
 * @throws Error where the text is not the recorded one
 */
export function parseRecorded({ jobs }: Recording, { JobHCL, Variables }: Document): Document {
  const digest = digestOfJob(String(JobHCL));
  const recorded = Object.values(jobs).find((each) => each.digest === digest);
  if (recorded === undefined) {
    throw new Error('This job is not the one that was recorded: run test/nomad/record.ts with a real Nomad');
  }
  const given = (name: string): string | undefined => new RegExp(`^${name} = "(.*)"$`, 'm').exec(String(Variables))?.[1];
  const text = JSON.stringify(recorded.job)
    .replaceAll(`http://${registryPlace}/`, `${given('archives')}/`)
    .replaceAll(registryPlace, given('registry') ?? registryPlace)
    .replace('"DROVER_COLLECTOR":""', JSON.stringify({ DROVER_COLLECTOR: given('collector') ?? '' }).slice(1, -1));
  return JSON.parse(text);
}
