import type { MappingEntry, ScalarNode, YamlNode } from '../../src/core/node.ts';
import type { Span } from '../../src/core/span.ts';
import type { Value } from '../../src/core/value/types.ts';

const span: Span = { file: 'example.yml', line: 1, column: 1 };

/** A YAML node of a plain value, for tests that do not care about places. */
export function nodeOf(value: Value): YamlNode {
  if (Array.isArray(value)) return { kind: 'sequence', items: value.map(nodeOf), span };
  if (value instanceof Map) return { kind: 'mapping', entries: entriesOf(value), span };
  return scalar(value);
}

export function entriesOf(value: ReadonlyMap<Value, Value>): MappingEntry[] {
  return [...value].map(([key, entry]) => ({ key: scalar(key), value: nodeOf(entry) }));
}

function scalar(value: Value): ScalarNode {
  return { kind: 'scalar', value, source: String(value), plain: true, span };
}
