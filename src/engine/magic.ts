import { folderOf } from '../core/folder.ts';
import { toValue } from '../core/value/convert.ts';
import { LazyDict } from '../core/value/mapping.ts';
import type { Value } from '../core/value/types.ts';
import { Verbatim } from '../core/value/types.ts';
import { shortHostName } from '../inventory/address.ts';
import { localNames } from '../inventory/inventory-data.ts';
import type { RoleUse } from '../language/ast.ts';
import { shortRoleName } from '../language/short-role-name.ts';
import { type Frame, roleOf } from './frame.ts';
import { allRoles } from './roles-of.ts';
import type { PlayRun } from './run-state.ts';
import type { Layer } from './scope.ts';

function isKnown({ options }: PlayRun['run'], host: string): boolean {
  return options.inventory.hosts.has(host) || host === options.host || localNames.has(host);
}

type Source = (play: PlayRun, frame: Frame, hostVariables: HostVariables) => Value | undefined;
export type HostVariables = (host: string) => Value;

/** Ansible's special variables that no one can set (ansible-core 2.18, "Special Variables"). */
const sources: Readonly<Record<string, Source>> = {
  inventory_hostname: ({ run }) => run.options.host,
  inventory_hostname_short: ({ run }) => shortHostName(run.options.host),
  group_names: ({ run }) => [...run.options.inventory.groupNames(run.options.host)],
  groups: ({ run }) => groupsOf(run),
  hostvars: ({ run }, _, hostVariables) =>
    new Verbatim(
      new LazyDict(
        () => run.options.inventory.hosts.keys(),
        (host) => (isKnown(run, host) ? hostVariables(host) : undefined),
      ),
    ),
  ansible_config_file: ({ run: { options } }) =>
    options.controller.type('ansible.cfg') === 'file' ? absolute(options.controller.directory, 'ansible.cfg') : null,
  ansible_inventory_sources: ({ run }) => [...run.options.inventory.sources],
  play_hosts: ({ run }) => [run.options.host],
  ansible_play_hosts: ({ run }) => [run.options.host],
  ansible_play_batch: ({ run }) => [run.options.host],
  ansible_play_hosts_all: ({ run }) => [run.options.host],
  ansible_play_name: ({ name }) => name,
  ansible_check_mode: ({ run }) => run.options.check,
  ansible_diff_mode: ({ run }) => run.options.diff,
  ansible_verbosity: ({ run }) => run.options.verbosity ?? 0,
  ansible_forks: ({ run }) => run.options.settings?.forks ?? 5,
  ansible_limit: ({ run }) => run.options.host,
  ansible_run_tags: ({ run }) => (run.options.tags.only.length === 0 ? ['all'] : [...run.options.tags.only]),
  ansible_skip_tags: ({ run }) => [...run.options.tags.skip],
  ansible_version: () => toValue({ full: '2.18.6', major: 2, minor: 18, revision: 6, string: '2.18.6' }),
  ansible_play_role_names: playRoleNames,
  ansible_role_names: (play) => [...new Set([...playRoleNames(play), ...dependentRoleNames(play)])],
  role_names: playRoleNames,
  ansible_dependent_role_names: dependentRoleNames,
  environment: (_, frame) => (frame.keywords.environment ?? []).map(({ value }) => value),
  role_name: (_, frame) => ofRole(frame, shortRoleName),
  ansible_collection_name: (_, frame) => ofRole(frame, ({ role }) => role.collection ?? null),
  ansible_role_name: (_, frame) => roleOf(frame)?.name,
  role_path: ({ run }, frame) => absolute(run.options.controller.directory, roleOf(frame)?.role.path),
  ansible_parent_role_names: (_, frame) => parentRoles(frame)?.map((use) => use.name),
  ansible_parent_role_paths: ({ run }, frame) =>
    parentRoles(frame)?.map((use) => absolute(run.options.controller.directory, use.role.path) ?? null),
  ansible_search_path: ({ run, play }, frame) =>
    searchPath(play, frame).map((path) => absolute(run.options.controller.directory, path) ?? path),
  ansible_current_hosts: ({ run }) => [run.options.host],
  ansible_failed_hosts: () => [],
  playbook_dir: ({ run, play }) => absolute(run.options.controller.directory, folderOf(play.file)),
};

function groupsOf({ options }: PlayRun['run']): Value {
  return new Verbatim(new Map<Value, Value>([...options.inventory.groups].map(([name, hosts]) => [name, [...hosts]])));
}

function ofRole(frame: Frame, tell: (use: RoleUse) => Value): Value | undefined {
  const use = roleOf(frame);
  return use === undefined ? undefined : tell(use);
}

function playRoleNames({ usedRoles }: PlayRun): string[] {
  return usedRoles.map((use) => use.name);
}

function dependentRoleNames({ usedRoles }: PlayRun): string[] {
  return [...new Set(usedRoles.flatMap((use) => allRoles(use.role.dependencies)).map((use) => use.name))];
}

/** The roles whose tasks led here by include or import, the nearest first; a dependency has no such parent. */
function parentRoles({ roles }: Frame): RoleUse[] | undefined {
  const parents = roles.slice(0, -1).filter(({ role }, index) => !role.dependencies.some((use) => use === roles[index + 1]));
  return parents.length === 0 ? undefined : parents.reverse();
}

/** The folders that a task's files are looked for in: the roles around, nearest first, the task file's and the playbook's. */
export function searchPath(play: PlayRun['play'], frame: Frame): string[] {
  return [...new Set([...taskFolders(frame), folderOf(play.file)])];
}

/** The same without the playbook's. */
export function taskFolders({ roles, file }: Frame): string[] {
  return [...roles.map((use) => use.role.path).reverse(), folderOf(file)];
}

export function absolute(directory: string, path: string | undefined): string | undefined {
  if (path === undefined || path.startsWith('/')) return path;
  return path === '' ? directory : `${directory}/${path}`;
}

/** The layer of special variables at one place of a play. */
export function magicLayer(play: PlayRun, frame: Frame, hostVariables: HostVariables): Layer {
  const { inventory, host } = play.run.options;
  const variables = inventory.special(host);
  return {
    get: (name) => (Object.hasOwn(sources, name) ? sources[name]?.(play, frame, hostVariables) : variables.get(name)),
    keys: () => [...Object.keys(sources), ...variables.keys()],
  };
}
