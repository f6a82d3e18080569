import type { Span } from './span.ts';
import type { Value } from './value/types.ts';

/**
 * A parsed YAML document with the place of every node. `language/load` makes it from text; playbooks,
 * roles, variable files and YAML inventories are read from it.
 */
export type YamlNode = ScalarNode | SequenceNode | MappingNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Value;
  /** The text as written, without quotes; what a keyword such as `when: yes` looked like. */
  readonly source: string;
  readonly plain: boolean;
  readonly tag?: string | undefined;
  readonly span: Span;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

export interface MappingNode {
  readonly kind: 'mapping';
  readonly entries: readonly MappingEntry[];
  readonly span: Span;
}

export interface MappingEntry {
  readonly key: ScalarNode;
  readonly value: YamlNode;
}

/** The value a node stands for; of equal keys the last wins, at the place of the first, as in Python. */
export function nodeValue(node: YamlNode): Value {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(nodeValue);
  return new Map(node.entries.map((entry) => [entry.key.value, nodeValue(entry.value)]));
}
