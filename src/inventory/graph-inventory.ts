import { text } from '../core/value/text.ts';
import type { Dict } from '../core/value/types.ts';
import type { Group } from './host.ts';
import type { Inventory } from './inventory.ts';
import { shownVariables } from './shown-variables.ts';

/** What `ansible-inventory --graph` (ansible-core 2.18) draws: a line for each group and host below a group. */
export function graphInventory(inventory: Inventory, top: Group, showVariables: boolean): string[] {
  const variableLines = (variables: Dict, depth: number): string[] => {
    if (!showVariables) return [];
    const names = [...variables.keys()].map(text).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return names.map((name) => line(`{${name} = ${text(variables.get(name) ?? null)}}`, depth));
  };
  const groupLines = (group: Group, depth: number): string[] => [
    line(`@${group.name}:`, depth),
    ...group.children.flatMap((child) => groupLines(child, depth + 1)),
    ...(group.name === 'all' ? [] : [...group.direct.values()]).flatMap((host) => [
      line(host.name, depth + 1),
      ...variableLines(shownVariables(inventory, host), depth + 2),
    ]),
    ...variableLines(inventory.groupVariables(group), depth + 1),
  ];
  return groupLines(top, 0);
}

function line(name: string, depth: number): string {
  return depth === 0 ? name : `${'  |'.repeat(depth)}--${name}`;
}
