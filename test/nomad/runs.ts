import type { NomadApi } from './nomad-api.ts';
import { waitFor } from './wait-for.ts';

interface TaskState {
  readonly State: string;
  readonly Failed: boolean;
  readonly Events: readonly { readonly Type: string; readonly DisplayMessage: string }[];
}

/** What the tests look at of an allocation. */
export interface Allocation {
  readonly ID: string;
  readonly JobID: string;
  readonly NodeID: string;
  readonly NodeName: string;
  readonly ClientStatus: string;
  readonly TaskStates: Readonly<Record<string, TaskState>> | null;
}

export interface Run {
  readonly host: string;
  readonly status: string;
  /** What the agent printed. */
  readonly output: string;
  /** `changed=` of the recap; undefined where there is none. */
  readonly changed: number | undefined;
}

export interface Dispatched {
  readonly DispatchedJobID: string;
}

/** Dispatches as `nomad job dispatch -meta … JOB` does. @returns the ID of the dispatched job */
export async function dispatch(nomad: NomadApi, job: string, meta: Readonly<Record<string, string>>): Promise<string> {
  return (await nomad.call<Dispatched>('POST', `/v1/job/${job}/dispatch`, { Meta: meta })).DispatchedJobID;
}

export function allocations(nomad: NomadApi, job: string): Promise<readonly Allocation[]> {
  return nomad.call('GET', `/v1/job/${encodeURIComponent(job)}/allocations`);
}

/** Waits until a job has so many allocations and all are over; what each printed, by host. */
export async function runsOf(nomad: NomadApi, job: string, hosts = 3): Promise<readonly Run[]> {
  await waitFor(`the end of ${hosts} runs of ${job}`, async () => {
    const all = await allocations(nomad, job);
    return all.length >= hosts && all.every(({ ClientStatus }) => !['pending', 'running'].includes(ClientStatus));
  });
  const all = [...(await allocations(nomad, job))].sort((a, b) => a.NodeName.localeCompare(b.NodeName));
  return Promise.all(all.map((allocation) => runOf(nomad, allocation)));
}

async function runOf(nomad: NomadApi, { ID, NodeName, ClientStatus }: Allocation): Promise<Run> {
  const logs = `/v1/client/fs/logs/${ID}?task=drover&type=stdout&plain=true`;
  const output = await nomad.call<string>('GET', logs).catch(() => '');
  const changed = /^\S+ +: ok=\d+ +changed=(\d+) /m.exec(output)?.[1];
  return { host: NodeName, status: ClientStatus, output, changed: changed === undefined ? undefined : Number(changed) };
}
