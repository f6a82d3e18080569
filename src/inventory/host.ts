import type { Dict } from '../core/value/types.ts';

/** A host of the inventory. */
export class Host {
  readonly name: string;
  /** The groups that name the host themselves. */
  readonly direct = new Set<Group>();
  /** The source that named it first (`inventory_file`); undefined for one nobody named. */
  readonly source: string | undefined;
  /** The `localhost` that exists without being named. */
  readonly implicit: boolean;
  #variables: Dict | undefined;

  constructor(name: string, source: string | undefined, implicit = false) {
    this.name = name;
    this.source = source;
    this.implicit = implicit;
  }

  /** Variables of the inventory sources, not of `host_vars/`. */
  get variables(): Dict {
    this.#variables ??= new Map();
    return this.#variables;
  }

  /** Every group the host is in, in no order that matters; the implicit localhost is in none. */
  groups(): Set<Group> {
    const found = new Set<Group>(this.direct);
    for (const group of found) for (const parent of group.parents) found.add(parent);
    return found;
  }
}

/** A group of hosts and of further groups. */
export class Group {
  readonly name: string;
  /** The hosts named in the group itself, in the order of the inventory. */
  readonly direct = new Map<string, Host>();
  readonly children: Group[] = [];
  readonly parents: Group[] = [];
  /** Variables of the inventory sources, not of `group_vars/`. */
  readonly variables: Dict = new Map();
  /** `ansible_group_priority`. */
  priority = 1;

  constructor(name: string) {
    this.name = name;
  }

  /** All groups above this one. */
  ancestors(): Set<Group> {
    const found = new Set<Group>(this.parents);
    for (const group of found) for (const parent of group.parents) found.add(parent);
    return found;
  }

  /** This group and all below, shallow ones first. */
  descendants(): Set<Group> {
    const found = new Set<Group>([this]);
    for (const group of found) for (const child of group.children) found.add(child);
    return found;
  }

  /** Every host in and below the group, each once; those of shallow groups come first, as ansible-core 2.18.6 lists them. */
  hosts(): Host[] {
    const found = new Set<Host>();
    for (const group of this.descendants()) for (const host of group.direct.values()) found.add(host);
    return [...found];
  }
}
