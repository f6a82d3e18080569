import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drover } from './drover-command.ts';
import { parseJob, register } from './jobs.ts';
import { dispatch, type Run, runsOf } from './runs.ts';
import { missing, useCluster } from './use-cluster.ts';
import { View } from './view.ts';
import { waitFor } from './wait-for.ts';

interface JobStub {
  readonly ID: string;
  readonly ParentID: string;
  readonly Status: string;
}

describe.skipIf(missing !== undefined)('The job "drover-drift" on three nodes', { timeout: 120_000 }, () => {
  const site = useCluster();
  let view: View;

  it('starts nothing when it is registered', async () => {
    const { cluster } = site();
    const collector = await cluster.startCollector();
    view = new View(collector);
    const reporting = { collector: `"${collector.address}"` };
    await register(cluster, await parseJob(cluster, 'drover', reporting));
    expect(await register(cluster, await parseJob(cluster, 'drover-drift', reporting))).toBe('');
    expect(await children('drover-drift/')).toEqual([]);
  });

  it('finds an altered file on one of the machines at its next tick, and leaves it as it is', async () => {
    const { cluster, commit } = site();
    await runsOf(cluster.nomad, await dispatch(cluster.nomad, 'drover', { COMMIT: commit, ROLE: 'all' }));
    appendFileSync(chronyOf('node2'), '# altered by hand\n');
    const said = await drover(cluster.nomad, 'drift', 'start', '--commit', commit, '--role', 'all');
    expect(said).toMatchObject({ code: 0, stderr: '' });
    const [first] = await ticks();
    expect(first?.map(({ host, changed }) => `${host} ${changed}`)).toEqual([
      'node1 0',
      expect.stringMatching(/^node2 [1-9]/),
      'node3 0',
    ]);
    expect(first?.[1]?.output).toContain('-# altered by hand');
    expect(readFileSync(chronyOf('node2'), 'utf8')).toContain('altered by hand');
  });

  it('shows that machine on the pages as drifted, with the difference', async () => {
    await waitFor('the state of node2', async () => (await view.states()).includes('node2 drifted'));
    expect(await view.page('/?state=drifted')).toContain('/hosts/node2');
    expect(await view.page('/?state=drifted')).not.toContain('/hosts/node1');
    const { run, number } = await view.changedTemplate('node2');
    expect(await view.page(`/runs/${run}/tasks/${number}`)).toContain('# altered by hand');
  });

  it('finds nothing more after an apply', async () => {
    const { cluster, commit } = site();
    await runsOf(cluster.nomad, await dispatch(cluster.nomad, 'drover', { COMMIT: commit, ROLE: 'all' }));
    expect(readFileSync(chronyOf('node2'), 'utf8')).not.toContain('altered by hand');
    const before = (await children('drover-drift/')).filter(({ ID }) => ID.includes('/periodic-')).length;
    const later = (await ticks(before + 1)).at(-1);
    expect(later?.map(({ changed }) => changed)).toEqual([0, 0, 0]);
    await waitFor('three hosts in sync', async () => (await view.states()).every((state) => state.endsWith('in-sync')));
  });

  it('has one timer, the newest, however often it is started', async () => {
    const { cluster, fleet, publish } = site();
    appendFileSync(join(fleet.directory, 'roles/chrony/templates/chrony.conf.j2'), '# a new line\n');
    const [older] = await timers();
    const said = await drover(cluster.nomad, 'drift', 'start', '--commit', publish(), '--role', 'chrony');
    expect(said.code).toBe(0);
    expect(said.stdout).toContain(older?.ID);
    const [newer, ...others] = await timers();
    expect(others).toEqual([]);
    expect(newer?.ID).not.toBe(older?.ID);
    expect((await drover(cluster.nomad, 'drift', 'status')).stdout).toContain('chrony');
  });

  it('has none after it is stopped', async () => {
    expect((await drover(site().cluster.nomad, 'drift', 'stop')).code).toBe(0);
    expect(await timers()).toEqual([]);
  });

  function chronyOf(name: string): string {
    return join(site().cluster.machines.find((machine) => machine.name === name)?.root ?? '', 'etc/chrony.conf');
  }

  async function children(prefix: string): Promise<readonly JobStub[]> {
    return (await site().cluster.nomad.call<readonly JobStub[]>('GET', `/v1/jobs?prefix=${encodeURIComponent(prefix)}`)).toSorted(
      (one, other) => one.ID.localeCompare(other.ID),
    );
  }

  async function timers(): Promise<readonly JobStub[]> {
    return (await children('drover-drift/')).filter(({ ParentID, Status }) => ParentID === 'drover-drift' && Status !== 'dead');
  }

  /** The runs of at least so many ticks, the oldest first. */
  async function ticks(count = 1): Promise<readonly (readonly Run[])[]> {
    const over = async (): Promise<readonly JobStub[]> =>
      (await children('drover-drift/')).filter(({ ID, Status }) => ID.includes('/periodic-') && Status === 'dead');
    await waitFor(`${count} ticks`, async () => (await over()).length >= count);
    return Promise.all((await over()).map(({ ID }) => runsOf(site().cluster.nomad, ID)));
  }
});
