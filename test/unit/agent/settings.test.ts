import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/agent/settings.ts';

describe('the settings of ansible.cfg', () => {
  it.each([
    [undefined, [], false],
    ['[defaults]\ninventory = hosts\n', ['hosts'], false],
    ['[defaults]\ninventory: a, b ,\nforce_handlers = True\n', ['a', 'b'], true],
    ['[defaults]\ninventory = hosts ; the machines\n# force_handlers = yes\n', ['hosts'], false],
    ['[ssh_connection]\ninventory = other\n[defaults]\n', [], false],
    ['[defaults]\nforce_handlers = no\ninventory =\n', [], false],
  ])('of %j', (text, inventory, forceHandlers) => {
    expect(readSettings(text)).toEqual({ inventory, forceHandlers });
  });
});
