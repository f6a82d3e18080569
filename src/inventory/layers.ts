import type { Report } from '../core/diagnostic.ts';
import type { groupLayers } from '../core/settings/honoured.ts';
import type { Dict } from '../core/value/types.ts';
import type { Group, Host } from './host.ts';
import type { VariableFiles } from './variable-files.ts';

type GroupLayer = (typeof groupLayers)[number];
/** Where variables of a host come from: first of its groups, in the order that the settings say, then its own. */
export type LayerName = GroupLayer | 'host_inventory' | 'host_plugins_inventory' | 'host_plugins_play';

/** Variables from one place. The dict is shared between hosts: it is only read. */
export interface VariableLayer {
  readonly name: LayerName;
  /** The group or host that they are of. */
  readonly owner: string;
  /** The file below `group_vars/` or `host_vars/`; undefined for what the inventory sources themselves say. */
  readonly file: string | undefined;
  readonly variables: Dict;
}

export interface LayerPlaces {
  /** The directories of the inventory sources, in the order given. */
  readonly inventory: readonly string[];
  /** The playbook's directory. */
  readonly play: readonly string[];
  readonly files: VariableFiles;
  /** The order of the layers of groups; those that it leaves out count for nothing. */
  readonly precedence: readonly string[];
  /** Whether a dictionary is merged into one of the same name and less precedence. */
  readonly merges: boolean;
}

/** Groups in the order in which later ones win: by depth, `ansible_group_priority`, then name. */
export function sortGroups(groups: Iterable<Group>): Group[] {
  const keyed = [...groups].map((group) => ({ group, depth: depthOf(group) }));
  keyed.sort((a, b) => a.depth - b.depth || a.group.priority - b.group.priority || compareNames(a.group.name, b.group.name));
  return keyed.map(({ group }) => group);
}

function compareNames(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The longest way down from a group without parents. */
function depthOf(group: Group): number {
  let depth = 0;
  for (const parent of group.parents) depth = Math.max(depth, depthOf(parent) + 1);
  return depth;
}

/** Everything the inventory says about a host, lowest precedence first (ansible-core 2.18.6); layers without variables are left out. */
export function hostLayers(
  host: Host,
  all: Group,
  groups: readonly Group[],
  places: LayerPlaces,
  report: Report,
): VariableLayer[] {
  const layers: VariableLayer[] = [];
  const add = (name: LayerName, owner: string, variables: Dict, file?: string): void => {
    if (variables.size > 0) layers.push({ name, owner, file, variables });
  };
  const addFiles = (name: LayerName, directories: readonly string[], owners: readonly (Group | Host)[]): void => {
    const folder = name.startsWith('host') ? 'host_vars' : 'group_vars';
    for (const directory of directories) {
      for (const owner of owners) {
        for (const { path, variables } of places.files.of(directory, folder, owner.name, report))
          add(name, owner.name, variables, path);
      }
    }
  };
  const ofGroups: Readonly<Record<string, () => void>> = {
    all_inventory: () => add('all_inventory', all.name, all.variables),
    groups_inventory: () => {
      for (const group of groups) add('groups_inventory', group.name, group.variables);
    },
    all_plugins_inventory: () => addFiles('all_plugins_inventory', places.inventory, [all]),
    all_plugins_play: () => addFiles('all_plugins_play', places.play, [all]),
    groups_plugins_inventory: () => addFiles('groups_plugins_inventory', places.inventory, groups),
    groups_plugins_play: () => addFiles('groups_plugins_play', places.play, groups),
  } satisfies Record<GroupLayer, () => void>;
  for (const name of places.precedence) ofGroups[name]?.();
  add('host_inventory', host.name, host.variables);
  addFiles('host_plugins_inventory', places.inventory, [host]);
  addFiles('host_plugins_play', places.play, [host]);
  return layers;
}
