import { compilePattern, search } from '../core/regex/regex.ts';
import type { Settings } from '../core/settings/honoured.ts';

/** Names in an inventory directory that are no inventories (ansible-core 2.18.6). */
export function ignoredNames({
  inventoryIgnoreExtensions: extensions,
  inventoryIgnorePatterns: patterns,
}: Pick<Settings, 'inventoryIgnoreExtensions' | 'inventoryIgnorePatterns'>): (name: string) => boolean {
  const expressions = patterns.map((pattern) => compilePattern(pattern));
  return (name) =>
    /^\.|^host_vars$|^group_vars$|^vars_plugins$/.test(name) ||
    extensions.some((extension) => name.endsWith(extension)) ||
    expressions.some((expression) => search(expression, name) !== null);
}
