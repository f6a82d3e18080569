import type { Document } from '../recording.ts';
import type { StandInNode } from './world.ts';

/** A job's only task with what Nomad fills in: as it is started on one node. */
export interface Task {
  readonly image: string;
  /** Of `docker create`, without the name. */
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

interface TaskDocument {
  readonly Config: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly Env: Readonly<Record<string, string>> | null;
  readonly Resources?: { readonly MemoryMB: number };
}

/** @param directory of the allocation, with `alloc`, `local` and `secrets` */
export function taskOf(job: Document, allocation: Document, node: StandInNode, directory: string): Task {
  const [group] = job['TaskGroups'] as readonly { readonly Tasks: readonly TaskDocument[] }[];
  const { Config, Env, Resources } = group?.Tasks[0] ?? none(job);
  const env = nomadVariables(job, allocation);
  const filled = (text: string): string => text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => textOf(name, node, env));
  for (const [name, value] of Object.entries(Env ?? {})) env[name] = filled(value);
  const listed = (key: string): readonly string[] => [Config[key] ?? []].flat().map(filled);
  const places = ['alloc', 'local', 'secrets'].map((name) => `${directory}/${name}:/${name}`);
  const flags = [
    ...listed('network_mode').map((mode) => `--network=${mode}`),
    ...listed('pid_mode').map((mode) => `--pid=${mode}`),
    ...listed('cap_drop').map((name) => `--cap-drop=${name}`),
    ...listed('cap_add').map((name) => `--cap-add=${name}`),
    ...[...listed('volumes'), ...places].map((volume) => `--volume=${volume}`),
    ...(Resources === undefined ? [] : [`--memory=${Resources.MemoryMB}m`]),
    ...Object.entries(env).map(([name, value]) => `--env=${name}=${value}`),
  ];
  return { image: filled(String(Config['image'])), flags, env };
}

function nomadVariables(job: Document, { ID, Name }: Document): Record<string, string> {
  const { MetaOptional } = job['ParameterizedJob'] as { readonly MetaOptional: readonly string[] };
  const given = { ...Object.fromEntries(MetaOptional.map((key) => [key, ''])), ...(job['Meta'] as Record<string, string>) };
  const meta = Object.entries(given).map(([key, value]) => [`NOMAD_META_${key}`, value]);
  return {
    ...Object.fromEntries(meta),
    NOMAD_ALLOC_ID: String(ID),
    NOMAD_ALLOC_NAME: String(Name),
    NOMAD_JOB_ID: String(job['ID']),
    NOMAD_JOB_NAME: String(job['Name']),
    NOMAD_JOB_PARENT_ID: String(job['ParentID']),
    NOMAD_GROUP_NAME: 'host',
    NOMAD_TASK_NAME: 'drover',
    NOMAD_NAMESPACE: 'default',
    NOMAD_REGION: 'global',
    NOMAD_DC: 'dc1',
    NOMAD_ALLOC_DIR: '/alloc',
    NOMAD_TASK_DIR: '/local',
    NOMAD_SECRETS_DIR: '/secrets',
  };
}

function textOf(name: string, node: StandInNode, env: Readonly<Record<string, string>>): string {
  const known: Readonly<Record<string, string>> = {
    ...env,
    'node.unique.name': node.name,
    'node.unique.id': node.id,
    'meta.drover_root': node.root,
  };
  return known[name] ?? '';
}

function none(job: Document): never {
  throw new Error(`Job ${job['ID']} has no task`);
}
