import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { droverCommand } from '../support/drover.ts';
import { git } from '../support/git-fleet.ts';
import { parseJob, register } from './jobs.ts';
import { missing, useCluster } from './use-cluster.ts';

describe.skipIf(missing !== undefined)('The hook on the repository that is pushed to', { timeout: 120_000 }, () => {
  const site = useCluster();

  it('brings a pushed change onto every machine before the push ends, within six seconds', async () => {
    const { cluster, fleet } = site();
    await register(cluster, await parseJob(cluster, 'drover'));
    const bare = join(fleet.directory, '../fleet.git');
    git('/', 'clone', '--quiet', '--bare', fleet.directory, bare);
    git(bare, 'config', 'drover.repository', `${cluster.registry}/drover`);
    git(bare, 'config', 'drover.base', `${cluster.registry}/base:latest`);
    const [file = '', ...first] = droverCommand;
    await execa(file, [...first, 'hook', 'install'], { cwd: bare });
    writeFileSync(join(bare, 'hooks/drover.env'), `NOMAD_ADDR=${cluster.nomad.address}\nNOMAD_TOKEN=${cluster.nomad.token}\n`, {
      mode: 0o600,
    });
    const times: number[] = [];
    for (const mark of ['one', 'two']) {
      appendFileSync(join(fleet.directory, 'roles/chrony/templates/chrony.conf.j2'), `# pushed ${mark}\n`);
      fleet.commit();
      const start = performance.now();
      const { all } = await execa('git', ['push', bare, 'main'], { cwd: fleet.directory, all: true });
      times.push(performance.now() - start);
      console.log(all);
      expect(all).toContain(`dispatching ${mark === 'one' ? 'everything' : 'chrony'} to every host`);
      for (const { root } of cluster.machines)
        expect(readFileSync(join(root, 'etc/chrony.conf'), 'utf8')).toContain(`# pushed ${mark}`);
    }
    console.log(`push to the last run's end: ${times.map((ms) => `${Math.round(ms)} ms`).join(', ')} (${cluster.what})`);
    expect(times.at(-1)).toBeLessThan(6000);
  });
});
