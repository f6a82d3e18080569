import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DispatchHost, Page, RunRow } from '../../src/collector/model.ts';
import type { StartedCollector } from './cluster.ts';
import { droverWith, type Said } from './drover-command.ts';
import { parseJob, register } from './jobs.ts';
import { missing, useCluster } from './use-cluster.ts';
import { View } from './view.ts';
import { waitFor } from './wait-for.ts';

describe.skipIf(missing !== undefined)('The collector beside three nodes', { timeout: 120_000 }, () => {
  const site = useCluster();
  let collector: StartedCollector;
  let view: View;

  beforeAll(async () => {
    const { cluster } = site();
    collector = await cluster.startCollector();
    view = new View(collector);
    await register(cluster, await parseJob(cluster, 'drover', { collector: `"${collector.address}"` }));
    // Pulls the image.
    expect((await dispatch('--role', 'all')).code).toBe(0);
  }, 120_000);

  it('has the report of every run, shown with its own identity, within three seconds of the dispatch', async () => {
    const begin = Date.now();
    const said = await dispatch('--role', 'all');
    expect(said.code).toBe(0);
    await waitFor('three reports', async () => (await view.newestDispatch()).reported === 3);
    const ms = Date.now() - begin;
    console.log(`dispatch to the last report: ${ms} ms (${site().cluster.what})`);
    expect(ms).toBeLessThan(3000);
    expect(await view.states()).toEqual(['node1 in-sync', 'node2 in-sync', 'node3 in-sync']);
  });

  it('shows what a check finds as drifted, with the difference', async () => {
    appendFileSync(join(site().cluster.machines[1]?.root ?? '', 'etc/chrony.conf'), '# altered by hand\n');
    await dispatch('--role', 'all', '--check');
    await waitFor('the state of node2', async () => (await view.states()).includes('node2 drifted'));
    expect(await view.states()).toEqual(['node1 in-sync', 'node2 drifted', 'node3 in-sync']);
    const { diff } = await view.changedTemplate('node2');
    expect(JSON.stringify(diff)).toContain('# altered by hand');
  });

  it('shows them in sync again after an apply has mended it', async () => {
    await dispatch('--role', 'all');
    await dispatch('--role', 'all');
    await waitFor('three hosts in sync', async () => (await view.states()).every((state) => state.endsWith('in-sync')));
  });

  it('has every report once, of the runs while it was away too', async () => {
    await collector.stop();
    expect((await dispatch('--role', 'chrony')).code).toBe(0);
    await collector.start();
    expect((await dispatch('--role', 'chrony')).code).toBe(0);
    await waitFor('six reports of two dispatches', async () => {
      const { items } = await view.ask<Page<RunRow>>('/runs?limit=6');
      const dispatches = new Set(items.map((run) => run.dispatch));
      const runs = new Set(items.map(({ host, dispatch: of, status }) => `${host} ${of} ${status === 'done'}`));
      return dispatches.size === 2 && runs.size === 6 && items.every(({ status }) => status === 'done');
    });
  });

  it('shows a node that was down as silent', async () => {
    const { cluster } = site();
    await cluster.cut('node3');
    await waitFor('node3 counts as down', async () => {
      const nodes = await cluster.nomad.call<readonly { Name: string; Status: string }[]>('GET', '/v1/nodes');
      return nodes.some(({ Name, Status }) => Name === 'node3' && Status === 'down');
    });
    expect((await dispatch('--role', 'chrony')).code).toBe(4);
    await waitFor('the state of node3', async () => (await view.states()).includes('node3 silent'));
    const { dispatch: id } = await view.newestDispatch();
    const { items } = await view.ask<Page<DispatchHost>>(`/dispatches/${encodeURIComponent(id)}/hosts`);
    expect(items.filter(({ run }) => run === undefined || run === null).map(({ host }) => host)).toEqual(['node3']);
    await cluster.restore('node3');
  });

  it('shows a node that died in the middle as failed', async () => {
    const { cluster } = site();
    const ended = dispatch('--role', 'slow', '--tags', 'slow');
    await waitFor('node2 has begun', async () => (await view.states()).includes('node2 running'));
    await cluster.cut('node2');
    expect((await ended).code).toBe(4);
    await waitFor('the state of node2', async () => (await view.states()).includes('node2 failed'));
    await cluster.restore('node2');
  });

  function dispatch(...args: readonly string[]): Promise<Said> {
    const { cluster, commit } = site();
    const variables = { DROVER_COLLECTOR: collector.address, DROVER_TOKEN: collector.token };
    return droverWith(cluster.nomad, variables, 'dispatch', '--commit', commit, '--wait', ...args);
  }
});
