import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, formatDiagnostic } from '../../../src/core/diagnostic.ts';
import { DroverError } from '../../../src/core/errors.ts';
import type { FileType } from '../../../src/core/host.ts';
import type { Inventory } from '../../../src/inventory/inventory.ts';
import { listInventory } from '../../../src/inventory/list-inventory.ts';
import { loadInventory } from '../../../src/inventory/load-inventory.ts';
import type { Sources } from '../../../src/inventory/sources.ts';
import { load } from '../../../src/language/load.ts';
import { encode } from './yaml.ts';

/** The answer of `CMD inventory DIR` as JSON text. */
export function answerInventory([dir = '.']: readonly string[]): string {
  const inventory = open(dir);
  if (typeof inventory === 'string') return JSON.stringify({ error: inventory });
  try {
    return encode(listInventory(inventory));
  } catch (error) {
    return JSON.stringify({ error: messageOf(error) });
  }
}

/**
 * The answer of `CMD patterns DIR` as JSON text: a list of host names for each pattern, or why there is none. Each
 * pattern gets an inventory of its own, as each was asked in a run of its own.
 */
export function answerPatterns([dir = '.']: readonly string[]): string {
  const patterns = JSON.parse(readFileSync(0, 'utf8')) as string[];
  return JSON.stringify(patterns.map((pattern) => matchPattern(dir, pattern)));
}

function matchPattern(dir: string, pattern: string): string[] | { error: string } {
  const inventory = open(dir);
  if (typeof inventory === 'string') return { error: inventory };
  try {
    return inventory.match(pattern);
  } catch (error) {
    return { error: messageOf(error) };
  }
}

function open(dir: string): Inventory | string {
  const { sources } = JSON.parse(readFileSync(join(dir, 'case.json'), 'utf8')) as { sources: string[] };
  const errors: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity === 'error') errors.push(diagnostic);
  };
  const inventory = loadInventory({ sources, files: filesOf(dir), parseYaml: load, playbookDirectory: '.', report });
  return inventory ?? errors.map((error) => formatDiagnostic(error, () => undefined)).join('\n');
}

function messageOf(error: unknown): string {
  if (error instanceof DroverError) return error.message;
  throw error;
}

function filesOf(dir: string): Sources {
  return {
    type(path): FileType | undefined {
      const stat = statSync(join(dir, path), { throwIfNoEntry: false });
      if (stat === undefined) return undefined;
      return stat.isDirectory() ? 'directory' : 'file';
    },
    read: (path) => readFileSync(join(dir, path)),
    list: (path) => readdirSync(join(dir, path)),
  };
}
