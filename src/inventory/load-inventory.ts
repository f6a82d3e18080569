import { posix } from 'node:path';
import type { Report } from '../core/diagnostic.ts';
import { defaultSettings, type Settings } from '../core/settings/honoured.ts';
import { ignoredNames } from './ignored-names.ts';
import { Inventory } from './inventory.ts';
import { InventoryData } from './inventory-data.ts';
import { readSource } from './read-source.ts';
import type { ParseYaml, Sources } from './sources.ts';
import { VariableFiles } from './variable-files.ts';

export interface InventoryOptions {
  /** Files, directories, or hosts with commas (`node1,`), as `-i` takes them. */
  readonly sources: readonly string[];
  readonly files: Sources;
  readonly parseYaml: ParseYaml;
  /** Where `group_vars/` and `host_vars/` beside the playbook are looked for. */
  readonly playbookDirectory?: string;
  readonly report: Report;
  /** Those of Ansible when absent. */
  readonly settings?: Settings;
}

/** Reads an inventory; undefined after an error, all of which went to `report`. Variable files are read when a host asks for them. */
export function loadInventory(options: InventoryOptions): Inventory | undefined {
  const { sources, files, parseYaml, playbookDirectory, report, settings = defaultSettings() } = options;
  const { groupNameCharacters, hashBehaviour } = settings;
  const merges = hashBehaviour === 'merge';
  const data = new InventoryData({ merges, transforms: groupNameCharacters === 'always' || groupNameCharacters === 'silently' });
  const ignored = ignoredNames(settings);
  let failed = false;
  const watched: Report = (diagnostic) => {
    failed ||= diagnostic.severity === 'error';
    report(diagnostic);
  };
  data.sources.push(...sources);
  for (const source of sources) readSource(source, data, { files, parseYaml, ignored, report: watched });
  if (failed) return undefined;
  data.reconcile();
  warnOfSharedNames(data, report);
  const inventory = sources
    .filter((source) => files.type(source) !== undefined)
    .map((source) => (files.type(source) === 'directory' ? source : posix.dirname(source)));
  const play = playbookDirectory === undefined ? [] : [playbookDirectory];
  return new Inventory(data, {
    inventory,
    play,
    files: new VariableFiles(files, parseYaml),
    precedence: settings.precedence,
    merges,
  });
}

function warnOfSharedNames(data: InventoryData, report: Report): void {
  for (const name of data.groups.keys()) {
    if (!data.hosts.has(name)) continue;
    const message = `"${name}" is the name of a host and of a group: variables set for it are the group's`;
    report({ severity: 'warning', code: 'INVENTORY_INVALID', message });
  }
}
