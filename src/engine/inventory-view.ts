import type { Value } from '../core/value/types.ts';
import type { Layer } from './scope.ts';

/** What the engine asks of the inventory. */
export interface InventoryView {
  /** All hosts by name, in Ansible's order. */
  readonly hosts: { has(name: string): boolean; keys(): Iterable<string> };
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** A host's groups, without `all`, sorted as `group_names` is. */
  groupNames(host: string): readonly string[];
  /** A host's variables, weakest layer first. */
  layers(host: string): readonly Layer[];
  /** The hosts a pattern names, cut down to the run's limit. */
  match(pattern: string): readonly string[];
  /** `inventory_file` and `inventory_dir` of a host: where it is named first. */
  special(host: string): ReadonlyMap<string, Value>;
}
