import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drover } from './drover-command.ts';
import { parseJob, register } from './jobs.ts';
import { allocations, dispatch, runsOf } from './runs.ts';
import { missing, useCluster } from './use-cluster.ts';
import { waitFor } from './wait-for.ts';

describe.skipIf(missing !== undefined)('The job "drover" on three nodes', { timeout: 120_000 }, () => {
  const site = useCluster();

  it('starts nothing when it is registered', async () => {
    const { cluster } = site();
    expect(await register(cluster, await parseJob(cluster, 'drover'))).toBe('');
    expect(await cluster.nomad.call('GET', '/v1/allocations')).toEqual([]);
  });

  it('converges every machine, each by its own name', async () => {
    const { cluster, commit } = site();
    const runs = await runsOf(cluster.nomad, await dispatch(cluster.nomad, 'drover', { COMMIT: commit, ROLE: 'all' }));
    expect(runs.map(({ host, status }) => `${host} ${status}`)).toEqual(['node1 complete', 'node2 complete', 'node3 complete']);
    for (const { output, host } of runs) expect(output).toContain(`\n${host} `);
    for (const { root } of cluster.machines) expect(readFileSync(join(root, 'etc/chrony.conf'), 'utf8')).toContain('server ');
  });

  it('changes nothing the second time, within three seconds', async () => {
    const { cluster, commit } = site();
    const said = await drover(cluster.nomad, 'dispatch', '--commit', commit, '--role', 'all', '--wait', '--output', 'json');
    expect(said.stderr).toBe('');
    expect(said.code).toBe(0);
    const end = JSON.parse(said.stdout.trim().split('\n').at(-1) ?? '{}');
    console.log(`dispatch to the last allocation: ${end.ms} ms (${cluster.what})`);
    expect(end.ms).toBeLessThan(3000);
    const runs = await runsOf(cluster.nomad, end.dispatch);
    expect(runs.map(({ changed }) => changed)).toEqual([0, 0, 0]);
  });

  it('mends what was altered on one machine, and shows what it was', async () => {
    const { cluster, commit } = site();
    const [machine] = cluster.machines;
    rmSync(join(machine?.root ?? '', 'etc/chrony.conf'));
    const runs = await runsOf(cluster.nomad, await dispatch(cluster.nomad, 'drover', { COMMIT: commit, ROLE: 'chrony' }));
    expect(runs.map(({ changed }) => changed)).toEqual([expect.any(Number), 0, 0]);
    expect(runs[0]?.changed).toBeGreaterThan(0);
    expect(runs[0]?.output).toContain('+server ');
  });

  it('takes no payload, no unknown key, and not less than a commit and a role', async () => {
    const { nomad } = site().cluster;
    const path = '/v1/job/drover/dispatch';
    const meta = { COMMIT: 'x', ROLE: 'all' };
    await expect(nomad.call('POST', path, { Meta: meta, Payload: 'eA==' })).rejects.toThrow(/Payload provided but forbidden/);
    await expect(nomad.call('POST', path, { Meta: { COMMIT: 'x' } })).rejects.toThrow(/required.*ROLE/);
    await expect(nomad.call('POST', path, { Meta: { ...meta, ROOT: '/' } })).rejects.toThrow(/unpermitted metadata.*ROOT/);
  });

  it('fails once, and says why, for a commit that was never released', async () => {
    const { nomad } = site().cluster;
    const commit = '0'.repeat(40);
    const said = await drover(nomad, 'dispatch', '--commit', commit, '--role', 'all', '--wait');
    expect(said.code).toBe(4);
    expect(said.stdout).toMatch(/manifest unknown|not found/);
  });

  it('ends with a silent host where a machine is down, and reaches it later', async () => {
    const { cluster, commit } = site();
    await cluster.cut('node3');
    await waitFor('node3 counts as down', async () => (await statusOf('node3')) === 'down');
    const said = await drover(cluster.nomad, 'dispatch', '--commit', commit, '--role', 'all', '--wait');
    expect(said.code).toBe(4);
    expect(said.stdout).toMatch(/node3\b.*silent/);
    expect(said.stdout).toMatch(/the node is down/);
    await cluster.restore('node3');
    const again = await drover(cluster.nomad, 'dispatch', '--commit', commit, '--role', 'all', '--wait');
    expect(again.code).toBe(0);
  });

  it('ends with a failed host where a machine dies in the middle', async () => {
    const { cluster, commit } = site();
    const { nomad } = cluster;
    const known = new Set((await nomad.call<readonly { ID: string }[]>('GET', '/v1/jobs?prefix=drover/')).map(({ ID }) => ID));
    const args = ['--commit', commit, '--role', 'slow', '--tags', 'slow', '--wait'];
    const ended = drover(nomad, 'dispatch', ...args);
    await waitFor('three runs are under way', async () => {
      const jobs = await nomad.call<readonly { ID: string }[]>('GET', '/v1/jobs?prefix=drover/');
      const started = jobs.find(({ ID }) => !known.has(ID));
      if (started === undefined) return false;
      const all = await allocations(nomad, started.ID);
      return all.filter(({ ClientStatus }) => ClientStatus === 'running').length === 3;
    });
    await cluster.cut('node2');
    const said = await ended;
    expect(said.stdout).toMatch(/node2\b.*lost/);
    expect(said.code).toBe(4);
    await cluster.restore('node2');
  });

  async function statusOf(name: string): Promise<string | undefined> {
    const nodes = await site().cluster.nomad.call<readonly { Name: string; Status: string }[]>('GET', '/v1/nodes');
    return nodes.find(({ Name }) => Name === name)?.Status;
  }
});
