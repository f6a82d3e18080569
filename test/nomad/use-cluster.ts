import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Cluster } from './cluster.ts';
import { Fleet } from './fleet.ts';
import { missingForMachines } from './machines.ts';
import { publish, publishBase } from './publish.ts';
import { startCluster } from './start-cluster.ts';

/** Why these tests cannot run here; undefined where they can. */
export const missing = missingForMachines();
if (missing !== undefined) console.log(`SKIPPED: ${missing}`);

export interface Site {
  readonly cluster: Cluster;
  readonly fleet: Fleet;
  /** The fleet's first commit; its image is in the registry. */
  readonly commit: string;
  /** Commits the fleet and puts the image into the registry. @returns the commit */
  publish(): string;
}

/** One cluster with a released fleet for all tests of a file; it says which of the two it is. */
export function useCluster(): () => Site {
  const directory = mkdtempSync(join(tmpdir(), 'drover-nomad-'));
  let cluster: Cluster | undefined;
  let site: Site | undefined;
  beforeAll(async () => {
    if (missing !== undefined) return;
    const started = await startCluster(directory);
    cluster = started;
    console.log(`\n=== ${started.real ? `REAL NOMAD: ${started.what}` : `NOT NOMAD BUT ITS STAND-IN: ${started.what}`} ===\n`);
    const fleet = new Fleet(join(directory, 'fleet'), 6);
    const released = (): string => {
      const commit = fleet.commit();
      publish(fleet, started.registry);
      return commit;
    };
    publishBase(started.registry);
    site = { cluster: started, fleet, commit: released(), publish: released };
  }, 300_000);
  afterAll(async () => {
    await cluster?.stop();
    await cluster?.surroundings.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 120_000);
  return () => {
    if (site === undefined) throw new Error('The cluster did not come up');
    return site;
  };
}
