import type { Dict, Value } from '../core/value/types.ts';
import type { Group } from './host.ts';
import type { Inventory } from './inventory.ts';
import { shownVariables } from './shown-variables.ts';

/** What `ansible-inventory --list` prints: groups with hosts and children, and `_meta.hostvars`; values are as written. */
export function listInventory(inventory: Inventory): Dict {
  const listed: Dict = new Map();
  const all = inventory.groups.get('all');
  if (all !== undefined) listGroup(all, listed, new Set());
  const variables: Dict = new Map();
  for (const host of all === undefined ? [] : inventory.hostsOf(all)) {
    const own = shownVariables(inventory, host);
    if (own.size > 0) variables.set(host.name, own);
  }
  listed.set('_meta', new Map([['hostvars', variables]]));
  return listed;
}

function listGroup(group: Group, listed: Dict, seen: Set<Group>): void {
  seen.add(group);
  const entry: Map<Value, Value> = new Map();
  // A group stands before those below it where keys are not sorted.
  listed.set(group.name, entry);
  if (group.name !== 'all' && group.direct.size > 0) entry.set('hosts', [...group.direct.keys()]);
  if (group.children.length > 0) {
    entry.set(
      'children',
      group.children.map((child) => child.name),
    );
  }
  for (const child of group.children) if (!seen.has(child)) listGroup(child, listed, seen);
  if (entry.size === 0) listed.delete(group.name);
}
