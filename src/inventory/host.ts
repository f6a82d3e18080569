import type { Dict } from '../core/value/types.ts';
import { isAddress } from './address.ts';
import type { Group } from './group.ts';

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

  /** The magic variable `inventory_hostname_short`: up to the first dot, but all of an address. */
  get shortName(): string {
    return isAddress(this.name) ? this.name : (this.name.split('.')[0] ?? '');
  }

  /** Every group the host is in, in no order that matters; the implicit localhost is in none. */
  groups(): Set<Group> {
    const found = new Set<Group>(this.direct);
    for (const group of found) for (const parent of group.parents) found.add(parent);
    return found;
  }
}
