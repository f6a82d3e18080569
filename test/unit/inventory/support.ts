import type { Diagnostic } from '../../../src/core/diagnostic.ts';
import type { Inventory } from '../../../src/inventory/inventory.ts';
import { loadInventory } from '../../../src/inventory/load-inventory.ts';
import type { Sources } from '../../../src/inventory/sources.ts';
import { load } from '../../../src/language/load.ts';

/** A bundle of texts by path; its directories are those that the paths imply. */
export function filesOf(texts: Readonly<Record<string, string>>): Sources {
  const paths = Object.keys(texts);
  return {
    type: (path) =>
      texts[path] !== undefined ? 'file' : paths.some((known) => known.startsWith(`${path}/`)) ? 'directory' : undefined,
    read: (path) => Buffer.from(texts[path] ?? ''),
    list: (path) => [
      ...new Set(
        paths.filter((known) => known.startsWith(`${path}/`)).map((known) => known.slice(path.length + 1).split('/')[0] ?? ''),
      ),
    ],
  };
}

export interface Opened {
  readonly inventory: Inventory | undefined;
  readonly found: Diagnostic[];
}

export function open(
  texts: Readonly<Record<string, string>>,
  sources: readonly string[] = ['hosts'],
  playbookDirectory = '.',
): Opened {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  return { inventory: loadInventory({ sources, files: filesOf(texts), parseYaml: load, playbookDirectory, report }), found };
}

/** An inventory that has to be right. */
export function opened(
  texts: Readonly<Record<string, string>>,
  sources?: readonly string[],
  playbookDirectory?: string,
): Inventory {
  const { inventory, found } = open(texts, sources, playbookDirectory);
  if (inventory === undefined) throw new Error(found.map(({ message }) => message).join('\n'));
  return inventory;
}
