import type { YamlNode } from '../core/node.ts';
import { nodeValue } from '../core/node.ts';

/** What an entry's value is, for messages: `a list`, `a string`. */
export function describeNode(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'sequence' ? 'a list' : 'a mapping';
  const value = nodeValue(node);
  if (value === null) return 'empty';
  if (typeof value === 'string') return 'a string';
  return typeof value === 'boolean' ? 'a boolean' : 'a number';
}
