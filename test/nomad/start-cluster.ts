import type { Cluster } from './cluster.ts';
import { isHere, startMachines } from './machines.ts';
import { startRealCluster } from './real-cluster.ts';
import { startStandIn } from './stand-in/stand-in-cluster.ts';

/** Real Nomad where `NOMAD_BIN` names one or the PATH has one, else the stand-in. */
export async function startCluster(directory: string): Promise<Cluster> {
  const program = process.env['NOMAD_BIN'] || 'nomad';
  const isReal = isHere(program);
  if (!isReal && process.env['NOMAD_BIN']) throw new Error(`NOMAD_BIN is "${program}", and there is no such program`);
  const surroundings = await startMachines(directory);
  try {
    return await (isReal ? startRealCluster(program, surroundings) : startStandIn(surroundings));
  } catch (error) {
    await surroundings.stop();
    throw error;
  }
}
