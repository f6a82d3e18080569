import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playKeywordNames } from '../src/language/parse-play.ts';
import { taskKeywordNames } from '../src/language/parse-task.ts';
import keywords from './parity/keywords.json' with { type: 'json' };

const page = readFileSync(join(import.meta.dirname, '../docs/language.md'), 'utf8');
const { 'ansible-core': _, ...owners } = keywords;

describe('The keywords in docs/language.md', () => {
  const rows = namesUnder('Keywords');

  it('are those that Ansible documents', () => {
    expect(rows).toEqual([...new Set(Object.values(owners).flat())].sort());
  });

  it('hold all that the parser takes of plays and tasks', () => {
    const old = ['action', 'args', 'local_action', 'loop', 'loop_control', 'name', 'user'];
    const taken = [...playKeywordNames(), ...taskKeywordNames()].filter((name) => !old.includes(name));
    expect(taken.filter((name) => !rows.includes(name))).toEqual([]);
  });
});

function namesUnder(title: string): string[] {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${title}\n`)) ?? '';
  return [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
}
