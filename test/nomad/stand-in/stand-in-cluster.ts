import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster, StartedCollector } from '../cluster.ts';
import type { Machines } from '../machines.ts';
import { nomadApi } from '../nomad-api.ts';
import { startCollectorProcess } from './collector-process.ts';
import { Scheduler } from './scheduler.ts';
import { startServer } from './server.ts';
import { TaskRunner } from './task-runner.ts';
import { Tokens } from './tokens.ts';
import { WorkloadIdentity } from './workload-identity.ts';
import { type StandInNode, World } from './world.ts';

/** Milliseconds after which Nomad's server misses a client, as the tests' real cluster has it. */
const missedAfter = 2000;

/**
 * Where there is no Nomad: a server that answers as real Nomad was recorded to, and runs the jobs' containers with real
 * Docker as Nomad's clients would.
 */
export async function startStandIn(surroundings: Machines): Promise<Cluster> {
  const { directory, machines, docker, registry } = surroundings;
  const world = new World(machines);
  const identity = new WorkloadIdentity(world.recording);
  const runner = new TaskRunner(world, identity, docker.socket, join(directory, 'allocations'));
  const scheduler = new Scheduler(world, runner);
  const tokens = new Tokens();
  const server = await startServer({ world, scheduler, runner, tokens, identity });
  let collector: StartedCollector | undefined;
  const nodeOf = (name: string): StandInNode => world.nodes.find((node) => node.name === name) ?? missing(name);
  return {
    what: `recorded from ${world.recording.what}`,
    real: false,
    machines,
    nomad: nomadApi(server.address, tokens.management),
    registry: registry.address,
    surroundings,
    cut: async (name) => {
      const node = nodeOf(name);
      node.isUp = false;
      await runner.kill(node);
      void pause(missedAfter).then(() => world.putNode(node));
    },
    restore: async (name) => {
      const node = nodeOf(name);
      node.isUp = true;
      world.putNode(node);
    },
    startCollector: async () => {
      collector = await startCollectorProcess(server.address, tokens, directory);
      return collector;
    },
    stop: async () => {
      scheduler.close();
      await collector?.stop();
      for (const node of world.nodes) node.isUp = true;
      for (const node of world.nodes) await runner.kill(node);
      await runner.settled();
      server.close();
    },
  };
}

function missing(name: string): never {
  throw new Error(`There is no node ${name}`);
}
