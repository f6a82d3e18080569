import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { droverCommand } from '../support/drover.ts';
import { git } from '../support/git-fleet.ts';
import { holder } from './holder.ts';
import { parseJob, register } from './jobs.ts';
import { missing, useCluster } from './use-cluster.ts';
import { View } from './view.ts';
import { waitFor } from './wait-for.ts';

describe.skipIf(missing !== undefined)('The hook on the repository that is pushed to', { timeout: 120_000 }, () => {
  const site = useCluster();
  let view: View;
  let bare: string;

  /** Its hook may dispatch, and no more, at Nomad and at the collector. */
  beforeAll(async () => {
    const { cluster, fleet } = site();
    const collector = await cluster.startCollector();
    view = new View(collector);
    await register(cluster, await parseJob(cluster, 'drover', { collector: `"${collector.address}"` }));
    bare = join(fleet.directory, '../fleet.git');
    git('/', 'clone', '--quiet', '--bare', fleet.directory, bare);
    git(bare, 'config', 'drover.repository', `${cluster.registry}/drover`);
    git(bare, 'config', 'drover.base', `${cluster.registry}/base:latest`);
    const [file = '', ...first] = droverCommand;
    await execa(file, [...first, 'hook', 'install'], { cwd: bare });
    const { address, token } = await holder(cluster.nomad, 'dispatch');
    const environment = {
      NOMAD_ADDR: address,
      NOMAD_TOKEN: token,
      DROVER_COLLECTOR: collector.address,
      DROVER_TOKEN: await view.newToken('hook', 'dispatch', 'read'),
    };
    const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(bare, 'hooks/drover.env'), lines.join(''), { mode: 0o600 });
  }, 120_000);

  it('brings a pushed change onto every machine and their reports to the collector within six seconds', async () => {
    const { cluster, fleet } = site();
    const times: number[] = [];
    for (const mark of ['one', 'two', 'three']) {
      appendFileSync(join(fleet.directory, 'roles/chrony/templates/chrony.conf.j2'), `# pushed ${mark}\n`);
      const commit = fleet.commit();
      const start = performance.now();
      const { all } = await execa('git', ['push', bare, 'main'], { cwd: fleet.directory, all: true });
      await waitFor('the last report', async () => {
        const { commit: of, reported } = await view.newestDispatch();
        return of === commit && reported === 3;
      });
      times.push(performance.now() - start);
      console.log(all);
      expect(all).toContain(`dispatching ${mark === 'one' ? 'everything' : 'chrony'} to every host`);
      for (const { root } of cluster.machines)
        expect(readFileSync(join(root, 'etc/chrony.conf'), 'utf8')).toContain(`# pushed ${mark}`);
    }
    console.log(`push to the last report: ${times.map((ms) => `${Math.round(ms)} ms`).join(', ')} (${cluster.what})`);
    expect(times.at(-1)).toBeLessThan(6000);
  });

  it('shows on the pages what the push changed, and that the machines have it', async () => {
    const { run, number } = await view.changedTemplate('node3');
    expect(await view.page(`/runs/${run}/tasks/${number}`)).toContain('# pushed three');
    const { dispatch } = await view.newestDispatch();
    const page = await view.page(`/dispatches/${encodeURIComponent(dispatch)}`);
    for (const { name } of site().cluster.machines) expect(page).toContain(`/hosts/${name}`);
    expect(await view.states()).toEqual(['node1 changed', 'node2 changed', 'node3 changed']);
  });
});
