import type { Value } from '../core/value/types.ts';
import type { InventoryView } from '../engine/inventory-view.ts';
import type { Layer } from '../engine/scope.ts';
import type { Inventory } from '../inventory/inventory.ts';

/** The inventory as the engine asks it. */
export function inventoryView(inventory: Inventory, source: string, directory: string, limit: string | undefined): InventoryView {
  const path = source.startsWith('/') ? source : `${directory}/${source}`;
  const variables = new Map<string, Value>([
    ['inventory_file', path],
    ['inventory_dir', inventory.hosts.size > 0 ? path.slice(0, path.lastIndexOf('/')) : directory],
  ]);
  return {
    get hosts() {
      return [...inventory.hosts.keys()];
    },
    get groups() {
      return new Map([...inventory.groups].map(([name, group]) => [name, inventory.hostsOf(group).map((host) => host.name)]));
    },
    groupNames: (name) => {
      const host = inventory.host(name);
      return host === undefined ? [] : inventory.groupNames(host);
    },
    layers: (name) => {
      const host = inventory.host(name);
      return host === undefined ? [] : inventory.layers(host).map(({ variables: held }) => held as unknown as Layer);
    },
    match: (pattern) => inventory.match(pattern, limit),
    variables,
  };
}
