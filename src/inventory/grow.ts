import type { Dict } from '../core/value/types.ts';
import type { Inventory } from './inventory.ts';

/**
 * Adds a host with groups and variables to an inventory in memory (ansible-core 2.18, `add_host`).
 * @returns whether anything of it is new
 */
export function addHost(inventory: Inventory, name: string, groups: readonly string[], variables: Dict): boolean {
  const { data } = inventory;
  data.source = undefined;
  const known = data.hosts.get(name);
  const host = known ?? data.addHost(name, 'all');
  const joined = groups.filter((group) => !data.groups.get(group)?.direct.has(name));
  for (const group of joined) data.addHost(name, group);
  const fresh = [...variables].filter(([key, value]) => host.variables.get(key) !== value);
  for (const [key, value] of fresh) host.variables.set(key, value);
  inventory.refresh();
  return known === undefined || joined.length > 0 || fresh.length > 0;
}

/**
 * Puts a host into a group and the group into its parents, in memory (ansible-core 2.18, `group_by`).
 * @returns whether anything of it is new
 */
export function joinGroup(inventory: Inventory, host: string, group: string, parents: readonly string[]): boolean {
  const { data } = inventory;
  const known = data.groups.get(group)?.direct.has(host) ?? false;
  data.addHost(host, group);
  const above = parents.filter((parent) => !data.groups.get(parent)?.children.some((child) => child.name === group));
  for (const parent of above) {
    data.addGroup(parent);
    data.addChild(parent, group);
  }
  inventory.refresh();
  return !known || above.length > 0;
}
