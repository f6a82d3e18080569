import { DroverError } from '../core/errors.ts';
import { mergedValue } from '../core/value/merged-value.ts';
import type { Dict, Value } from '../core/value/types.ts';
import { Group, Host } from './host.ts';

/** Names that mean this machine, and exist without being in an inventory. */
export const localNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

export interface InventoryRules {
  /** Whether a dictionary that is set again is merged into the one before (`hash_behaviour`). */
  readonly merges: boolean;
  /** Whether what no variable name may hold becomes `_` in names of groups (`force_valid_group_names`). */
  readonly transforms: boolean;
}

/** What the sources of an inventory add up to. The sources are read one after the other into one of these. */
export class InventoryData {
  readonly groups = new Map<string, Group>();
  readonly hosts = new Map<string, Host>();
  /** What the inventory was read from, in the order given. */
  readonly sources: string[] = [];
  /** The source being read, which new hosts remember. */
  source: string | undefined;
  #local: Host | undefined;

  readonly #rules: InventoryRules;

  constructor(rules: InventoryRules = { merges: false, transforms: false }) {
    this.#rules = rules;
    this.addGroup('all');
    this.addGroup('ungrouped');
    this.addChild('all', 'ungrouped');
  }

  /** The group of that name, made if need be. */
  addGroup(given: string): Group {
    const name = this.groupName(given);
    const known = this.groups.get(name);
    if (known !== undefined) return known;
    const group = new Group(name);
    this.groups.set(name, group);
    return group;
  }

  /** Names a host in a group. A port counts only when it is given where the host is named first. */
  addHost(name: string, group: string, port?: number): Host {
    let host = this.hosts.get(name);
    if (host === undefined) {
      host = new Host(name, this.source);
      if (port !== undefined) host.variables.set('ansible_port', port);
      this.hosts.set(name, host);
      if (localNames.has(name)) this.#local ??= host;
    }
    join(this.addGroup(group), host);
    return host;
  }

  /**
   * Makes a group a child of another, once.
   * @throws DroverError `INVENTORY_INVALID` for an unknown group or a circle
   */
  addChild(parentName: string, childName: string): void {
    const parent = this.#group(parentName);
    const child = this.#group(childName);
    if (parent === child) throw invalid(`Cannot add the group "${childName}" to itself: a group holds other groups`);
    if (parent.children.includes(child)) return;
    if (parent.ancestors().has(child)) {
      throw invalid(`Cannot add the group "${childName}" to "${parentName}": "${parentName}" is below "${childName}" already`);
    }
    parent.children.push(child);
    child.parents.push(parent);
  }

  /** The name that a group gets (ansible-core 2.18, `to_safe_group_name`). */
  groupName(name: string): string {
    return this.#rules.transforms ? name.replace(/^[\d]|[^\p{L}\p{N}_]/gu, '_') : name;
  }

  #group(given: string): Group {
    const name = this.groupName(given);
    const group = this.groups.get(name);
    if (group === undefined) throw invalid(`Cannot use the group "${name}": there is none of that name`);
    return group;
  }

  /** Sets a variable of a group, or of a host where there is no group of that name. */
  setVariable(name: string, key: Value, value: Value): void {
    const group = this.groups.get(name) ?? (this.hosts.has(name) ? undefined : this.groups.get(this.groupName(name)));
    if (group !== undefined && key === 'ansible_group_priority') group.priority = priorityOf(value, name);
    else this.#set((group ?? this.hosts.get(name))?.variables, key, value);
  }

  #set(variables: Dict | undefined, key: Value, value: Value): void {
    const before = this.#rules.merges ? variables?.get(key) : undefined;
    variables?.set(key, before === undefined ? value : (mergedValue([value, before]) ?? value));
  }

  /** The localhost that is there without being named: the inventory's own where it has one under another name. */
  implicitHost(name: string): Host {
    if (this.#local !== undefined) return this.#local;
    const host = new Host(name, undefined, true);
    host.variables.set('ansible_connection', 'local');
    this.#local = host;
    return host;
  }

  /** Puts groups without a parent below `all`, and into `ungrouped` the hosts that are in no other group. */
  reconcile(): void {
    const all = this.addGroup('all');
    const ungrouped = this.addGroup('ungrouped');
    for (const group of this.groups.values()) {
      if (group !== all && group.parents.length === 0) this.addChild('all', group.name);
    }
    // Below a group of the user's, `ungrouped` makes its hosts members of that one, and so loses them.
    const isBelowAnother = ungrouped.ancestors().size > 1;
    for (const host of this.hosts.values()) {
      const groups = isBelowAnother ? host.groups() : host.direct;
      if ([...groups].some((group) => group !== all && group !== ungrouped)) {
        host.direct.delete(ungrouped);
        ungrouped.direct.delete(host.name);
      } else join(ungrouped, host);
    }
  }
}

function join(group: Group, host: Host): void {
  if (group.direct.has(host.name)) return;
  group.direct.set(host.name, host);
  host.direct.add(group);
}

function invalid(message: string): DroverError {
  return new DroverError('INVENTORY_INVALID', message);
}

function priorityOf(value: Value, group: string): number {
  const priority = Number(typeof value === 'string' || typeof value === 'number' ? value : Number.NaN);
  if (Number.isInteger(priority)) return priority;
  throw invalid(`Cannot use ansible_group_priority of the group "${group}": it needs to be a whole number`);
}
