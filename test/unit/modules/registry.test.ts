import { describe, expect, it } from 'vitest';
import { defineAction } from '../../../src/core/module.ts';
import { registryOf } from '../../../src/modules/registry.ts';

const runit = defineAction({
  name: 'community.general.runit',
  aliases: ['old_runit'],
  summary: '',
  args: {},
  examples: [],
  effect: 'none',
  run: () => ({}),
});

describe('registryOf', () => {
  const registry = registryOf([runit]);

  it.each(['runit', 'community.general.runit', 'ansible.builtin.runit', 'ansible.legacy.runit', 'old_runit'])(
    'knows the module as %s',
    (name) => {
      expect(registry.get(name)).toBe(runit);
    },
  );

  it.each(['other', 'ansible.builtin.other', 'ansible.posix.runit'])('knows none as %s', (name) => {
    expect(registry.get(name)).toBeUndefined();
  });

  it('lists all names for suggestions', () => {
    expect(registry.names()).toEqual(['community.general.runit', 'runit', 'old_runit']);
  });
});
