import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toValue } from '../../../../src/core/value/convert.ts';
import { typeName } from '../../../../src/core/value/text.ts';
import { factGroups } from '../../../../src/host/facts/fact-groups.ts';
import { realMachine } from '../../../support/real-machine.ts';

const text = readFileSync(join(import.meta.dirname, '../../../../docs/facts.md'), 'utf8');
const rows = [...text.matchAll(/^\| `(\w+)` \| ([\w ]+) \| `(\w+)` \| (.+) \|$/gm)].map(
  ([, name = '', types = '', collector = '', source = '']) => ({ name, types: types.split(' or '), collector, source }),
);

describe('docs/facts.md', () => {
  it('lists all facts, each with its subset, and says of which programs are asked', () => {
    const told = rows.map(({ name, collector, source }) => `${name} ${collector}${source.includes('Asks') ? ' asks' : ''}`);
    const known = factGroups.flatMap(({ names, collector, asksPrograms = false }) =>
      names.map((name) => `${name} ${collector}${asksPrograms ? ' asks' : ''}`),
    );
    expect(told.sort()).toEqual(known.sort());
  });

  it('gives each the type that it has on this machine', () => {
    const { facts } = realMachine();
    const differing = rows.flatMap(({ name, types }) => {
      const value = facts.get(name);
      const type = value === undefined ? undefined : typeName(toValue(value));
      return type === undefined || types.includes(type) ? [] : [`${name}: ${type}, not ${types.join(' or ')}`];
    });
    expect(differing).toEqual([]);
  });
});
