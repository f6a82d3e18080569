import type { Report } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import { type MappingEntry, type MappingNode, nodeValue, type YamlNode } from '../core/node.ts';
import type { Span } from '../core/span.ts';
import { text } from '../core/value/text.ts';
import { expandHostPattern } from './host-pattern.ts';
import type { InventoryData } from './inventory-data.ts';
import { located } from './located.ts';

/**
 * Reads a YAML inventory into `data`, as ansible-core 2.18.6 does: each key of the top is a group.
 * @throws DroverError `INVENTORY_INVALID` at the first thing that is none
 */
export function readYamlInventory(root: MappingNode, data: InventoryData, report: Report): void {
  const reader = new YamlReader(data, report);
  for (const { key, value } of root.entries) reader.group(key.value, key.span, value);
}

class YamlReader {
  readonly #data: InventoryData;
  readonly #report: Report;

  constructor(data: InventoryData, report: Report) {
    this.#data = data;
    this.#report = report;
  }

  /** Answers whether it is a group at all. */
  group(name: unknown, span: Span, node: YamlNode): boolean {
    if (typeof name !== 'string' || name === '') {
      throw invalid(`Cannot use "${String(name)}" as a group: its name is no text`, span, 'quote the name');
    }
    if (node.kind !== 'mapping' && !isNull(node)) {
      this.#warn(`Skipping "${name}": a group is a mapping with hosts, children and vars`, span);
      return false;
    }
    this.#data.addGroup(name);
    if (node.kind !== 'mapping') return true;
    for (const entry of node.entries) if (isSection(entry.key.value)) checkSection(name, entry);
    for (const entry of node.entries) this.#section(name, entry);
    return true;
  }

  #warn(message: string, span: Span): void {
    this.#report({ severity: 'warning', code: 'INVENTORY_INVALID', message, span });
  }

  #section(group: string, { key, value }: MappingEntry): void {
    if (isNull(value)) return;
    if (!isSection(key.value)) {
      this.#warn(`Skipping "${text(key.value)}" of the group "${group}": a group has hosts, children and vars`, key.span);
    } else for (const entry of sectionEntries(value)) this.#entry(group, key.value, entry);
  }

  #entry(group: string, section: 'vars' | 'children' | 'hosts', { key, value }: MappingEntry): void {
    try {
      if (section === 'vars') this.#data.setVariable(group, key.value, nodeValue(value));
      else if (section === 'hosts') this.#hosts(group, { key, value });
      else this.#child(group, { key, value });
    } catch (error) {
      throw located(error, key.span);
    }
  }

  #child(group: string, { key, value }: MappingEntry): void {
    this.group(key.value, key.span, value);
    this.#data.addChild(group, text(key.value));
  }

  #hosts(group: string, { key, value }: MappingEntry): void {
    if (typeof key.value !== 'string' || key.value === '') {
      throw invalid(`Cannot use "${text(key.value)}" as a host: its name is no text`, key.span, 'quote the name');
    }
    if (value.kind !== 'mapping' && !isEmpty(value)) {
      throw invalid(
        `Cannot read the variables of the host "${key.value}": they are to be a mapping`,
        value.span,
        'write name: value below the host',
      );
    }
    const { hosts, port } = expandHostPattern(key.value);
    const variables =
      value.kind === 'mapping' ? value.entries.map((entry) => [entry.key.value, nodeValue(entry.value)] as const) : [];
    for (const host of hosts) {
      this.#data.addHost(host, group, port);
      for (const [name, variable] of variables) this.#data.setVariable(host, name, variable);
    }
  }
}

function isSection(key: unknown): key is 'vars' | 'children' | 'hosts' {
  return key === 'vars' || key === 'children' || key === 'hosts';
}

function checkSection(group: string, { key, value }: MappingEntry): void {
  if (value.kind === 'mapping' || isNull(value) || isText(value)) return;
  const what = value.kind === 'sequence' ? 'a list' : 'a single value';
  const hint = value.kind === 'sequence' ? 'write "name:" lines in place of "- name"' : undefined;
  throw invalid(
    `Cannot read "${text(key.value)}" of the group "${group}": it is ${what}, and is to be a mapping`,
    value.span,
    hint,
  );
}

/** One name in the place of a mapping is a mapping of that name to nothing. */
function sectionEntries(node: YamlNode): readonly MappingEntry[] {
  if (node.kind === 'mapping') return node.entries;
  return node.kind === 'scalar' ? [{ key: node, value: { ...node, value: null, source: '' } }] : [];
}

function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function isText(node: YamlNode): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

/** What Python finds empty counts as no variables. */
function isEmpty(node: YamlNode): boolean {
  if (node.kind === 'sequence') return node.items.length === 0;
  return node.kind === 'scalar' && (node.value === null || node.value === '' || node.value === false || node.value === 0);
}

function invalid(message: string, span: Span, hint?: string): DroverError {
  return new DroverError('INVENTORY_INVALID', message, { span, hint });
}
