import type { Cluster } from './cluster.ts';
import { isHere, startMachines } from './machines.ts';
import { startRealCluster } from './real-cluster.ts';

/** Real Nomad where `NOMAD_BIN` or the PATH has one, else the stand-in. */
export async function startCluster(directory: string): Promise<Cluster> {
  const surroundings = await startMachines(directory);
  const program = process.env['NOMAD_BIN'] || 'nomad';
  if (!isHere(program)) throw new Error('no Nomad');
  return startRealCluster(program, surroundings);
}
