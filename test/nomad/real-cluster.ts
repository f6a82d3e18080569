import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AgentPlace, clientConfig, serverConfig } from './agent-config.ts';
import type { Cluster } from './cluster.ts';
import { freePort } from './free-port.ts';
import type { Machine, Machines } from './machines.ts';
import { unmountBelow } from './mounts.ts';
import { type NomadApi, nomadApi } from './nomad-api.ts';
import { startCollectorJob } from './real-collector.ts';
import { Service } from './service.ts';
import { waitFor } from './wait-for.ts';

interface NodeStub {
  readonly ID: string;
  readonly Name: string;
  readonly Status: string;
}

/** Starts Nomad's own program: a server with ACLs on and a client for each machine. */
export async function startRealCluster(program: string, surroundings: Machines): Promise<Cluster> {
  const { directory, machines, registry } = surroundings;
  const server = await placeFor('server', directory);
  const address = `http://127.0.0.1:${server.ports.http}`;
  const running = await startAgent(program, server, serverConfig(server));
  const nomad = await bootstrapped(address);
  const clients = new Map<string, Service>();
  const configs = await clientConfigs(surroundings, `127.0.0.1:${server.ports.rpc}`);
  const start = async (name: string): Promise<void> => {
    const { place, config } = configs.get(name) ?? missing(name);
    clients.set(name, await startAgent(program, place, config));
    await waitFor(`node ${name}`, async () => (await statusOf(nomad, name)) === 'ready');
  };
  for (const { name } of machines) await start(name);
  return {
    what: execFileSync(program, ['version'], { encoding: 'utf8' }).split('\n')[0] ?? '',
    real: true,
    machines,
    nomad,
    registry: registry.address,
    surroundings,
    cut: async (name) => {
      await clients.get(name)?.stop('SIGKILL');
      await endContainers(surroundings, nomad, name);
    },
    restore: start,
    startCollector: () => startCollectorJob(nomad, registry.address),
    stop: async () => {
      await endJobs(nomad);
      for (const service of [...clients.values(), running]) await service.stop();
      for (const { name } of machines) unmountBelow(join(directory, `nomad-${name}`));
    },
  };
}

async function placeFor(name: string, directory: string): Promise<AgentPlace> {
  const ports = { http: await freePort(), rpc: await freePort(), serf: await freePort() };
  const own = join(directory, `nomad-${name}`);
  mkdirSync(own, { recursive: true });
  return { name, directory: own, ports };
}

async function startAgent(program: string, place: AgentPlace, config: Record<string, unknown>): Promise<Service> {
  const file = join(place.directory, 'agent.json');
  writeFileSync(file, JSON.stringify(config, undefined, 2));
  return Service.start(join(place.directory, 'log'), [program, 'agent', '-config', file], async () => {
    const answer = await fetch(`http://127.0.0.1:${place.ports.http}/v1/status/leader`).catch(() => undefined);
    return answer?.ok === true && (await answer.text()).includes(':');
  });
}

async function bootstrapped(address: string): Promise<NomadApi> {
  const { SecretID } = await nomadApi(address, '').call<{ readonly SecretID: string }>('POST', '/v1/acl/bootstrap', {});
  return nomadApi(address, SecretID);
}

interface ClientStart {
  readonly place: AgentPlace;
  readonly config: Record<string, unknown>;
}

/** The first machine has the host volume that keeps the collector's database. */
async function clientConfigs(surroundings: Machines, server: string): Promise<ReadonlyMap<string, ClientStart>> {
  const { directory, machines, docker } = surroundings;
  const volume = join(directory, 'collector');
  mkdirSync(volume);
  const starts = new Map<string, ClientStart>();
  for (const [index, { name, root }] of machines.entries()) {
    const place = await placeFor(name, directory);
    const own = { server, root, docker: docker.socket, volume: index === 0 ? volume : undefined };
    starts.set(name, { place, config: clientConfig({ ...place, ...own }) });
  }
  return starts;
}

async function statusOf(nomad: NomadApi, name: string): Promise<string | undefined> {
  const nodes = await nomad.call<readonly NodeStub[]>('GET', '/v1/nodes');
  return nodes.find((node) => node.Name === name)?.Status;
}

async function endContainers({ docker }: Machines, nomad: NomadApi, name: string): Promise<void> {
  const nodes = await nomad.call<readonly NodeStub[]>('GET', '/v1/nodes');
  const node = nodes.find((each) => each.Name === name) ?? missing(name);
  const allocations = await nomad.call<readonly { readonly ID: string }[]>('GET', `/v1/node/${node.ID}/allocations`);
  for (const line of docker.run('ps', '--format', '{{.ID}} {{.Names}}').split('\n')) {
    if (allocations.some(({ ID }) => line.endsWith(ID))) docker.run('kill', line.split(' ')[0] ?? '');
  }
}

/** What still runs ends first: a client that is stopped leaves its tasks running. */
async function endJobs(nomad: NomadApi): Promise<void> {
  const jobs = await nomad.call<readonly { readonly ID: string }[]>('GET', '/v1/jobs');
  for (const { ID } of jobs) await nomad.call('DELETE', `/v1/job/${encodeURIComponent(ID)}`);
  await waitFor('the end of all allocations', async () => {
    const allocations = await nomad.call<readonly { readonly ClientStatus: string }[]>('GET', '/v1/allocations');
    return allocations.every(({ ClientStatus }) => !['pending', 'running'].includes(ClientStatus));
  });
}

function missing(name: Machine['name']): never {
  throw new Error(`There is no machine ${name}`);
}
