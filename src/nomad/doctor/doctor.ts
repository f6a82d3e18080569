import type { NomadClient } from '../client.ts';
import type { Collector } from '../collector.ts';
import { tasksOf } from '../expected-hosts.ts';
import { checkCollector } from './check-collector.ts';
import { checkJobs } from './check-jobs.ts';
import { checkNodes } from './check-nodes.ts';
import { checkNomad } from './check-nomad.ts';
import { checkRights } from './check-rights.ts';
import { checkScheduler } from './check-scheduler.ts';
import { type Finding, warn } from './finding.ts';

export interface DoctorOptions {
  /** Directory of the repository's jobs, where there is one. */
  readonly jobs: string | undefined;
  readonly collector: Collector | undefined;
  /** Looks at the registry of an image, as the job names it. */
  checkImage(image: string): Promise<readonly Finding[]>;
}

/** Looks at one thing after another that a dispatch needs. */
export async function* doctor(client: NomadClient, options: DoctorOptions): AsyncGenerator<Finding, void, undefined> {
  const nomad = await checkNomad(client);
  yield* nomad;
  if (nomad.some(({ check, status, unreachable }) => unreachable || (check === 'nomad' && status === 'fail'))) {
    yield* await checkCollector(options.collector);
    return;
  }
  yield* await checkRights(client);
  yield* await checkScheduler(client);
  const { findings, drover } = await checkJobs(client, options.jobs);
  yield* findings;
  yield* await checkNodes(client, drover);
  const task = drover === undefined ? undefined : tasksOf(drover)[0];
  const image = task?.Config?.['image'];
  yield* typeof image === 'string'
    ? await options.checkImage(image)
    : [warn('registry', task === undefined ? 'known once the job drover is registered' : 'the job drover has no image')];
  yield* await checkCollector(options.collector ?? jobsCollector(task?.Env?.['DROVER_COLLECTOR']));
}

/** Where runs report to, though this machine's environment does not say it. */
function jobsCollector(address: string | undefined): Collector | undefined {
  return address ? { address: address.replace(/\/+$/, ''), token: undefined } : undefined;
}
