import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/drover.ts';
import type { StartedCollector } from './cluster.ts';
import { freePort } from './free-port.ts';
import { parseJob, register } from './jobs.ts';
import type { NomadApi } from './nomad-api.ts';
import { allocations } from './runs.ts';
import { waitFor } from './wait-for.ts';

/** Registers the collector's job with the policy of its identity, and waits until it answers. */
export async function startCollectorJob(nomad: NomadApi, registry: string): Promise<StartedCollector> {
  const rules = readFileSync(join(repository, 'jobs/policies/collector.hcl'), 'utf8');
  const policy = { Name: 'drover-collector', Rules: rules, JobACL: { Namespace: 'default', JobID: 'drover-collector' } };
  await nomad.call('POST', '/v1/acl/policy/drover-collector', policy);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const job = await parseJob({ nomad, registry }, 'drover-collector', { port: String(port) });
  const start = async (): Promise<void> => {
    await register({ nomad }, job);
    await waitFor('the collector', () => isHealthy(address), 60_000);
  };
  const stop = async (): Promise<void> => {
    await nomad.call('DELETE', '/v1/job/drover-collector');
    await waitFor('the end of the collector', async () => !(await isHealthy(address)));
  };
  await start();
  const [allocation] = await allocations(nomad, 'drover-collector');
  const logs = `/v1/client/fs/logs/${allocation?.ID}?task=collector&type=stdout&plain=true`;
  const output = (): Promise<string> => nomad.call<string>('GET', logs);
  // What a task prints is in its log a moment later.
  await waitFor("the collector's first words", async () => (await output()).includes('listens on'));
  return { address, token: tokenIn(await output()), start, stop };
}

export async function isHealthy(address: string): Promise<boolean> {
  return (await fetch(`${address}/healthz`).catch(() => undefined))?.ok === true;
}

/** What the collector prints at its first start. */
export function tokenIn(output: string): string {
  const token = /said only now: (\S+)/.exec(output)?.[1];
  if (token === undefined) throw new Error(`The collector said no token:\n${output}`);
  return token;
}
