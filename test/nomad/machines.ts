import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DockerDaemon, startDockerDaemon } from './docker-daemon.ts';
import { type Registry, startRegistry } from './registry.ts';

const hostRoot = join(import.meta.dirname, '../support/host-root');

/** A node of the test's cluster and the host root that stands for its machine. */
export interface Machine {
  /** Name of the Nomad node, and of the host in the inventory. */
  readonly name: string;
  readonly root: string;
}

/** What the real cluster and the stand-in have in common: three host roots, Docker and a registry. */
export interface Machines {
  readonly directory: string;
  readonly machines: readonly Machine[];
  readonly docker: DockerDaemon;
  readonly registry: Registry;
  stop(): Promise<void>;
}

/** Starts them, with everything they keep below `directory`. */
export async function startMachines(directory: string): Promise<Machines> {
  const machines = ['node1', 'node2', 'node3'].map((name) => ({ name, root: join(directory, name) }));
  for (const { root } of machines) execFileSync('sh', [hostRoot, root]);
  const docker = await startDockerDaemon(join(directory, 'docker'));
  mkdirSync(join(directory, 'registry'));
  const registry = await startRegistry(join(directory, 'registry'));
  const stop = async (): Promise<void> => {
    await registry.service.stop();
    await docker.stop();
  };
  return { directory, machines, docker, registry, stop };
}

/** Why they cannot be started here; undefined where they can. */
export function missingForMachines(): string | undefined {
  if (process.getuid?.() !== 0) return 'it needs root';
  const missing = ['dockerd', 'docker-registry', 'buildah'].filter((program) => !isHere(program));
  return missing.length === 0 ? undefined : `it needs ${missing.join(', ')} (sh scripts/setup image nomad)`;
}

export function isHere(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
