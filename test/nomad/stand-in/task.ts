import type { Document } from '../recording.ts';
import type { StandInNode } from './world.ts';

/** A job's only task with what Nomad fills in: as it is started on one node. */
export interface Task {
  readonly driver: 'docker' | 'raw_exec';
  /** Holds `alloc`, `local` and `secrets`. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  readonly image: string;
  /** Of `docker run`, but for the name. */
  readonly flags: readonly string[];
  /** Program, below the directory, and arguments. */
  readonly command: readonly string[];
  readonly artifact: { readonly source: string; readonly destination: string } | undefined;
}

interface TaskDocument {
  readonly Driver: Task['driver'];
  readonly Config: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly Env: Readonly<Record<string, string>> | null;
  readonly Resources?: { readonly MemoryMB: number };
  readonly Artifacts: readonly { readonly GetterSource: string; readonly RelativeDest: string }[] | null;
}

const places = ['alloc', 'local', 'secrets'];

export function taskOf(job: Document, allocation: string, node: StandInNode, directory: string): Task {
  const [group] = job['TaskGroups'] as readonly { readonly Tasks: readonly TaskDocument[] }[];
  const { Driver, Config, Env, Resources, Artifacts } = group?.Tasks[0] ?? none(job);
  const env = nomadVariables(job, allocation, Driver === 'docker' ? '' : directory);
  const filled = (text: string): string => text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => textOf(name, node, env));
  for (const [name, value] of Object.entries(Env ?? {})) env[name] = filled(value);
  const listed = (key: string): readonly string[] => [Config[key] ?? []].flat().map(filled);
  const [artifact] = (Artifacts ?? []).map((each) => ({ source: filled(each.GetterSource), destination: each.RelativeDest }));
  const flags = [
    ...listed('network_mode').map((mode) => `--network=${mode}`),
    ...listed('pid_mode').map((mode) => `--pid=${mode}`),
    ...listed('cap_drop').map((name) => `--cap-drop=${name}`),
    ...listed('cap_add').map((name) => `--cap-add=${name}`),
    ...[...listed('volumes'), ...places.map((name) => `${directory}/${name}:/${name}`)].map((volume) => `--volume=${volume}`),
    ...(Resources === undefined ? [] : [`--memory=${Resources.MemoryMB}m`]),
    ...Object.entries(env).map(([name, value]) => `--env=${name}=${value}`),
  ];
  const command = [...listed('command'), ...listed('args')];
  return { driver: Driver, directory, env, image: filled(String(Config['image'])), flags, command, artifact };
}

/** @param top what the task sees above its directories: nothing in a container */
function nomadVariables(job: Document, allocation: string, top: string): Record<string, string> {
  const { MetaOptional } = job['ParameterizedJob'] as { readonly MetaOptional: readonly string[] };
  const given = { ...Object.fromEntries(MetaOptional.map((key) => [key, ''])), ...(job['Meta'] as Record<string, string>) };
  const meta = Object.entries(given).map(([key, value]) => [`NOMAD_META_${key}`, value]);
  return {
    ...Object.fromEntries(meta),
    NOMAD_ALLOC_ID: allocation,
    NOMAD_JOB_ID: String(job['ID']),
    NOMAD_JOB_NAME: String(job['Name']),
    NOMAD_JOB_PARENT_ID: String(job['ParentID']),
    NOMAD_GROUP_NAME: 'host',
    NOMAD_TASK_NAME: 'drover',
    NOMAD_NAMESPACE: 'default',
    NOMAD_REGION: 'global',
    NOMAD_DC: 'dc1',
    NOMAD_ALLOC_DIR: `${top}/alloc`,
    NOMAD_TASK_DIR: `${top}/local`,
    NOMAD_SECRETS_DIR: `${top}/secrets`,
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
