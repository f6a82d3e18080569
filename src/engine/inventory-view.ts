import type { Dict, Value } from '../core/value/types.ts';
import type { Layer } from './scope.ts';

/** What the engine asks of the inventory. */
export interface InventoryView {
  /** Files, directories and lists of hosts that it was read from (`ansible_inventory_sources`). */
  readonly sources: readonly string[];
  /** All hosts by name, in Ansible's order. */
  readonly hosts: { has(name: string): boolean; keys(): Iterable<string> };
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** A host's groups, without `all`, sorted as `group_names` is. */
  groupNames(host: string): readonly string[];
  /**
   * A host's variables, weakest layer first.
   * @param folders whose `group_vars/` and `host_vars/` count in the place of those beside the playbook
   */
  layers(host: string, folders?: readonly string[]): readonly Layer[];
  /** The hosts a pattern names, cut down to the run's limit. */
  match(pattern: string): readonly string[];
  /** Adds a host with groups and variables for the rest of the run (`add_host`); whether anything is new. */
  add(host: string, groups: readonly string[], variables: Dict): boolean;
  /** Puts a host into a group, and the group into its parents, for the rest of the run (`group_by`); whether anything is new. */
  join(host: string, group: string, parents: readonly string[]): boolean;
  /** `inventory_file` and `inventory_dir` of a host: where it is named first. */
  special(host: string): ReadonlyMap<string, Value>;
}
