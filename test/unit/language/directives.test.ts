import { describe, expect, it } from 'vitest';
import { directiveOf, directives } from '../../../src/language/directives.ts';

describe('a directive', () => {
  it.each(directives)('%s is known by its short and its full names', (name) => {
    expect(directiveOf(name)).toBe(name);
    expect(directiveOf(`ansible.builtin.${name}`)).toBe(name);
    expect(directiveOf(`ansible.legacy.${name}`)).toBe(name);
  });

  it.each(['debug', 'ansible.builtin.debug', 'community.general.meta', 'include', ''])('is not "%s"', (name) => {
    expect(directiveOf(name)).toBeUndefined();
  });
});
