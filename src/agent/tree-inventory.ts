import type { Controller } from '../core/controller.ts';
import type { Report } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import { folderOf } from '../core/folder.ts';
import type { Settings } from '../core/settings/honoured.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { loadInventory } from '../inventory/load-inventory.ts';
import { load } from '../language/load.ts';
import { compiledYaml } from '../language/read-yaml.ts';

export interface InventoryChoice {
  /** Bundle path of the playbook: variables beside it count too. */
  readonly playbook: string;
  /** Sources as `-i` names them; empty for the bundle's own. */
  readonly inventory: readonly string[];
}

/**
 * A bundle's inventory; undefined after an error, all of which went to `report`.
 * @throws DroverError `BUNDLE_INVALID` where the bundle has none
 */
export function readTreeInventory(
  controller: Controller,
  { playbook, inventory }: InventoryChoice,
  settings: Settings,
  report: Report,
): Inventory | undefined {
  const sources = inventory.length > 0 ? inventory : defaultSources(controller, settings);
  const playbookDirectory = folderOf(playbook);
  return loadInventory({
    sources,
    files: controller,
    parseYaml: (text, path, tell) => compiledYaml(path, controller, tell) ?? load(text, path, tell),
    playbookDirectory: playbookDirectory === '' ? '.' : playbookDirectory,
    report,
    settings,
  });
}

/** Without `-i` and without a setting, the first of the names that fleets use. */
function defaultSources(controller: Controller, settings: Settings): readonly string[] {
  if (settings.inventory !== undefined) return settings.inventory;
  const found = ['inventory', 'hosts', 'inventory.yml', 'inventory.yaml', 'inventory.ini', 'hosts.yml', 'hosts.ini'].find(
    (name) => controller.type(name) !== undefined,
  );
  if (found !== undefined) return [found];
  throw new DroverError('BUNDLE_INVALID', `Cannot find an inventory in the bundle ${controller.directory}`, {
    hint: 'add inventory/hosts, or name one with --inventory',
  });
}
