import { folderOf } from '../core/folder.ts';
import type { Value } from '../core/value/types.ts';
import type { InventoryView } from '../engine/inventory-view.ts';
import type { Layer } from '../engine/scope.ts';
import { addHost, joinGroup } from '../inventory/grow.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { VariableLayer } from '../inventory/layers.ts';

/** The inventory as the engine asks it. */
export function inventoryView(inventory: Inventory, directory: string, limit: string | undefined): InventoryView {
  // Asked for at each task.
  const known = new WeakMap<readonly VariableLayer[], readonly Layer[]>();
  const shown = (layers: readonly VariableLayer[]): readonly Layer[] => {
    const found = known.get(layers);
    if (found !== undefined) return found;
    const held = layers.map(({ variables }) => variables as unknown as Layer);
    known.set(layers, held);
    return held;
  };
  return {
    sources: inventory.data.sources.map((source) =>
      source.includes(',') || source.startsWith('/') ? source : `${directory}/${source}`,
    ),
    hosts: inventory.hosts,
    get groups() {
      return new Map([...inventory.groups].map(([name, group]) => [name, inventory.hostsOf(group).map((host) => host.name)]));
    },
    groupNames: (name) => {
      const host = inventory.host(name);
      return host === undefined ? [] : inventory.groupNames(host);
    },
    layers: (name, folders) => {
      const host = inventory.host(name);
      return host === undefined ? [] : shown(inventory.layers(host, undefined, folders));
    },
    match: (pattern) => inventory.match(pattern, limit),
    add: (host, groups, variables) => addHost(inventory, host, groups, variables),
    join: (host, group, parents) => joinGroup(inventory, host, group, parents),
    special: (name) => specialOf(inventory.host(name)?.source, directory),
  };
}

/** A host that no file names, such as one of a list of hosts, has neither. */
function specialOf(source: string | undefined, directory: string): Map<string, Value> {
  if (source === undefined || source.includes(',')) return new Map();
  const path = source.startsWith('/') ? source : `${directory}/${source}`;
  return new Map([
    ['inventory_file', path],
    ['inventory_dir', folderOf(path)],
  ]);
}
