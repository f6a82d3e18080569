import type { MappingEntry, ScalarNode, YamlNode } from '../../core/node.ts';
import { text as textOf } from '../../core/value/text.ts';
import { Float, PyObject, type Value } from '../../core/value/types.ts';
import type { Problem } from './problem.ts';

/** A key and a value as written; only a scalar can be a key in the end. */
export interface Pair {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

function isMerge(key: ScalarNode): boolean {
  return key.plain && key.source === '<<' && (key.tag === undefined || key.tag === '!!merge');
}

/** Puts what `<<` names before the mapping's own entries, which therefore win; of several merged, the first wins. */
export function mergeEntries(entries: readonly MappingEntry[], problem: Problem): MappingEntry[] {
  if (!entries.some((entry) => isMerge(entry.key))) return [...entries];
  const own = entries.filter((entry) => !isMerge(entry.key));
  const seen = new Set(own.map((entry) => identity(entry.key.value)));
  const merged: MappingEntry[] = [];
  for (const entry of entries) if (isMerge(entry.key)) merged.push(...mergedFrom(entry.value, problem));
  const kept = new Map<Value, MappingEntry>();
  for (const entry of merged) kept.set(identity(entry.key.value), entry);
  return [...[...kept.values()].filter((entry) => !seen.has(identity(entry.key.value))), ...own];
}

function mergedFrom(node: YamlNode, problem: Problem): readonly MappingEntry[] {
  if (node.kind === 'mapping') return node.entries;
  if (node.kind === 'scalar') {
    problem('Cannot merge with "<<": it needs a mapping or a list of mappings', node.span, 'quote "<<" to use it as a key');
    return [];
  }
  const merged: MappingEntry[] = [];
  for (const item of [...node.items].reverse()) {
    if (item.kind === 'mapping') merged.push(...item.entries);
    else problem('Cannot merge with "<<": an item of its list is no mapping', item.span);
  }
  return merged;
}

/** Of equal keys the last value at the place of the first, with a warning, as Ansible has it. */
export function uniqueEntries(entries: readonly MappingEntry[], warn: Problem): readonly MappingEntry[] {
  const places = new Map<Value, number>();
  const kept: MappingEntry[] = [];
  for (const entry of entries) {
    const id = identity(entry.key.value);
    const place = places.get(id);
    const first = place === undefined ? undefined : kept[place];
    if (place === undefined || first === undefined) {
      places.set(id, kept.length);
      kept.push(entry);
      continue;
    }
    const name = textOf(entry.key.value);
    warn(`found a duplicate dict key (${name}), first on line ${first.key.span.line}: the last one counts`, entry.key.span);
    kept[place] = { key: { ...entry.key, value: first.key.value }, value: entry.value };
  }
  return kept;
}

/** What is the same for keys that Python finds equal: `1`, `1.0` and `true`. */
function identity(value: Value): Value {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Float) return Number.isInteger(value.value) ? value.value : `float ${value.value}`;
  if (typeof value === 'bigint') return `int ${value}`;
  return value instanceof PyObject ? `${value.typeName} ${value.repr()}` : typeof value === 'string' ? `str ${value}` : value;
}
