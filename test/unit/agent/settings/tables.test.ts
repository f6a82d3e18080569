import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingsPage } from '../../../../scripts/settings-page.ts';
import { ignored } from '../../../../src/agent/settings/ignored.ts';
import { refused } from '../../../../src/agent/settings/refused.ts';
import { honoured } from '../../../../src/core/settings/honoured.ts';

const top = join(import.meta.dirname, '../../../..');
const ansible = readFileSync(join(top, 'test/fixtures/ansible-settings.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' ').map((part) => (part === '-' ? [] : part.split(','))))
  .map(([[name = ''] = [], keys = [], environment = []]) => ({ name, keys, environment }));

const places = {
  honoured: Object.values(honoured).flatMap(({ keys }) => keys),
  refused: refused.map(({ key }) => key),
  ignored: ignored.flatMap(({ settings }) => settings),
};
const all: string[] = Object.values(places).flat();

describe('the tables of settings', () => {
  it('hold every setting of ansible-core 2.18.6', () => {
    const missing = ansible.filter(({ name, keys }) => (keys.length === 0 ? [name] : keys).some((place) => !all.includes(place)));
    expect(missing).toEqual([]);
  });

  it('hold each once', () => {
    expect(all.filter((place, i) => all.indexOf(place) !== i)).toEqual([]);
  });

  it('name settings, places and variables as Ansible does', () => {
    const named = [
      ...Object.values(honoured).map(({ name, keys, environment }) => ({ name, keys, environment })),
      ...refused.map(({ name, key, environment }) => ({
        name,
        keys: [key],
        environment: environment === '' ? [] : [environment],
      })),
    ];
    for (const setting of named) expect(ansible).toContainEqual(setting);
  });

  it('are what docs/settings.md shows', () => {
    // After a change: sh scripts/node scripts/settings-page.ts
    expect(readFileSync(join(top, 'docs/settings.md'), 'utf8')).toBe(settingsPage());
  });
});
