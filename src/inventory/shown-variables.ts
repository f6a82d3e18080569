import type { Dict, Value } from '../core/value/types.ts';
import type { Host } from './host.ts';
import type { Inventory } from './inventory.ts';

/** Names that a run gives its own values, whatever an inventory says (ansible-core 2.18, `INTERNAL_STATIC_VARS`). */
const special: ReadonlySet<Value> = new Set([
  'ansible_async_path',
  'ansible_collection_name',
  'ansible_config_file',
  'ansible_dependent_role_names',
  'ansible_diff_mode',
  'ansible_facts',
  'ansible_forks',
  'ansible_inventory_sources',
  'ansible_limit',
  'ansible_play_batch',
  'ansible_play_hosts',
  'ansible_play_hosts_all',
  'ansible_play_role_names',
  'ansible_playbook_python',
  'ansible_role_name',
  'ansible_role_names',
  'ansible_run_tags',
  'ansible_skip_tags',
  'ansible_verbosity',
  'ansible_version',
  'inventory_dir',
  'inventory_file',
  'inventory_hostname',
  'inventory_hostname_short',
  'groups',
  'group_names',
  'omit',
  'hostvars',
  'playbook_dir',
  'play_hosts',
  'role_name',
  'role_names',
  'role_path',
  'role_uuid',
]);

/** A host's variables as `ansible-inventory` shows them: the winning ones, as written, without a run's own. */
export function shownVariables(inventory: Inventory, host: Host): Dict {
  const variables = inventory.variables(host);
  for (const name of special) variables.delete(name);
  return variables;
}
