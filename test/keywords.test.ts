import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MappingNode, YamlNode } from '../src/core/node.ts';
import { load } from '../src/language/load.ts';
import keywords from './parity/keywords.json' with { type: 'json' };

const folder = join(import.meta.dirname, 'parity/language');
const owners = ['play', 'role', 'block', 'task', 'handler', 'loop_control'] as const;
const sections = new Set(['tasks', 'pre_tasks', 'post_tasks', 'handlers', 'block', 'rescue', 'always']);

/** Which keywords the trees' YAML uses, by what they are keywords of. */
const used = new Map(owners.map((owner) => [owner, new Set<string>()]));

for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!/\.ya?ml$/.test(path)) continue;
  const root = load(readFileSync(join(folder, path), 'utf8'), path, () => {});
  if (root?.kind === 'sequence') for (const item of mappings(root)) noteStatement(item, path.includes('/handlers/'));
}

describe('the trees that real Ansible and Drover run', () => {
  it('are sixty at least', () => {
    expect(readdirSync(folder).length).toBeGreaterThanOrEqual(60);
  });

  it.each(owners)(`use each keyword of a %s of ansible-core ${keywords['ansible-core']}`, (owner) => {
    expect(keywords[owner].filter((name) => used.get(owner)?.has(name) !== true)).toEqual([]);
  });
});

function noteStatement(node: MappingNode, isHandler: boolean): void {
  note(ownerOf(node), node);
  if (isHandler) note('handler', node);
  for (const { key, value } of node.entries) noteInside(String(key.value), value, isHandler);
}

function noteInside(name: string, value: YamlNode, isHandler: boolean): void {
  if (name === 'roles') for (const use of mappings(value)) note('role', use);
  if (name === 'loop_control' && value.kind === 'mapping') note('loop_control', value);
  if (sections.has(name)) for (const item of mappings(value)) noteStatement(item, isHandler || name === 'handlers');
}

function ownerOf({ entries }: MappingNode): (typeof owners)[number] {
  if (entries.some(({ key }) => key.value === 'hosts')) return 'play';
  return entries.some(({ key }) => key.value === 'block') ? 'block' : 'task';
}

function note(owner: (typeof owners)[number], { entries }: MappingNode): void {
  for (const { key } of entries) used.get(owner)?.add(String(key.value).replace(/^with_.*/, 'with_'));
}

function mappings(node: YamlNode): MappingNode[] {
  return node.kind === 'sequence' ? node.items.filter((item) => item.kind === 'mapping') : [];
}
