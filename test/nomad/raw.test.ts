import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseJob, register } from './jobs.ts';
import { dispatch, runsOf } from './runs.ts';
import { serveArchive } from './serve-archive.ts';
import { missing, useCluster } from './use-cluster.ts';

describe.skipIf(missing !== undefined)('The job "drover-raw" on three nodes', { timeout: 120_000 }, () => {
  const site = useCluster();

  it('converges machines without a container, from the archive of the image', async () => {
    const { cluster, commit } = site();
    const { nomad, machines, surroundings } = cluster;
    const archives = await serveArchive(surroundings, commit);
    // The nodes of the tests have Docker, which the job leaves to its sibling.
    const job = await parseJob(cluster, 'drover-raw', { archives: `"${archives.address}"` });
    expect(job.Constraints).toMatchObject([{ LTarget: expect.stringContaining('driver.docker'), Operand: 'is_not_set' }]);
    await register(cluster, { ...job, Constraints: null });
    const meta = { COMMIT: commit, ROLE: 'all' };
    const first = await runsOf(nomad, await dispatch(nomad, 'drover-raw', meta));
    expect(first.map(({ host, status }) => `${host} ${status}`)).toEqual(['node1 complete', 'node2 complete', 'node3 complete']);
    for (const { root } of machines) expect(existsSync(join(root, 'etc/chrony.conf'))).toBe(true);
    const second = await runsOf(nomad, await dispatch(nomad, 'drover-raw', meta));
    expect(second.map(({ changed }) => changed)).toEqual([0, 0, 0]);
    archives.close();
  });
});
