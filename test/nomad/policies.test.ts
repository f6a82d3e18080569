import { describe, expect, it } from 'vitest';
import { holder } from './holder.ts';
import { type JobDocument, jobNames, parseJob, register } from './jobs.ts';
import { allocations, dispatch, runsOf } from './runs.ts';
import { missing, useCluster } from './use-cluster.ts';

const denied = /Permission denied/;

describe.skipIf(missing !== undefined)('The jobs and their ACL policies', { timeout: 120_000 }, () => {
  const site = useCluster();
  const registered = new Map<string, JobDocument>();

  it.for(jobNames)('Nomad accepts "%s" without a warning', async (name) => {
    const { cluster } = site();
    const job = await parseJob(cluster, name);
    const { ValidationErrors, Warnings } = await cluster.nomad.call<Validation>('POST', '/v1/validate/job', { Job: job });
    expect({ ValidationErrors, Warnings }).toEqual({ ValidationErrors: null, Warnings: '' });
    registered.set(name, job);
  });

  it('lets a hook dispatch and follow, not register, stop, list or read logs', async () => {
    const { cluster, commit } = site();
    await register(cluster, registered.get('drover') ?? none());
    const hook = await holder(site().cluster.nomad, 'dispatch');
    const job = await dispatch(hook, 'drover', { COMMIT: commit, ROLE: 'chrony', CHECK: 'true' });
    await runsOf(hook, job);
    expect(await hook.call('GET', '/v1/nodes')).toHaveLength(3);
    const [allocation] = await allocations(hook, job);
    await expect(register({ nomad: hook }, registered.get('drover') ?? none())).rejects.toThrow(denied);
    await expect(hook.call('DELETE', '/v1/job/drover')).rejects.toThrow(denied);
    await expect(hook.call('GET', '/v1/jobs')).rejects.toThrow(denied);
    await expect(hook.call('GET', logsOf(allocation?.ID))).rejects.toThrow(denied);
    await expect(hook.call('GET', '/v1/acl/tokens')).rejects.toThrow(denied);
  });

  it('lets the collector read allocations, nothing else', async () => {
    const { cluster, commit } = site();
    const collector = await holder(site().cluster.nomad, 'collector');
    const job = await dispatch(cluster.nomad, 'drover', { COMMIT: commit, ROLE: 'chrony', CHECK: 'true' });
    await runsOf(cluster.nomad, job);
    const [allocation] = await allocations(cluster.nomad, job);
    expect(await collector.call('GET', `/v1/allocation/${allocation?.ID}`)).toMatchObject({ NodeName: allocation?.NodeName });
    await expect(dispatch(collector, 'drover', { COMMIT: commit, ROLE: 'chrony' })).rejects.toThrow(denied);
    await expect(collector.call('GET', '/v1/jobs')).rejects.toThrow(denied);
    await expect(collector.call('GET', logsOf(allocation?.ID))).rejects.toThrow(denied);
    await expect(collector.call('GET', `/v1/node/${allocation?.NodeID}`)).rejects.toThrow(denied);
  });

  it('lets a person register, dispatch, stop and read, not enter a task or drain a node', async () => {
    const { commit } = site();
    const person = await holder(site().cluster.nomad, 'operator');
    for (const job of registered.values()) await register({ nomad: person }, job);
    const job = await dispatch(person, 'drover', { COMMIT: commit, ROLE: 'chrony', CHECK: 'true' });
    const [run] = await runsOf(person, job);
    expect(run?.output).toContain('PLAY RECAP');
    await person.call('DELETE', `/v1/job/${encodeURIComponent(job)}`);
    for (const path of ['/v1/operator/scheduler/configuration', '/v1/agent/self']) await person.call('GET', path);
    const [allocation] = await allocations(person, job);
    await expect(person.call('POST', `/v1/allocation/${allocation?.ID}/stop`, {})).rejects.toThrow(denied);
    await expect(
      person.call('POST', `/v1/node/${allocation?.NodeID}/eligibility`, { Eligibility: 'ineligible' }),
    ).rejects.toThrow(denied);
    await expect(person.call('GET', '/v1/acl/tokens')).rejects.toThrow(denied);
  });
});

interface Validation {
  readonly ValidationErrors: unknown;
  readonly Warnings: string;
}

function logsOf(allocation: string | undefined): string {
  return `/v1/client/fs/logs/${allocation}?task=drover&type=stdout&plain=true`;
}

function none(): never {
  throw new Error('The job was not accepted');
}
