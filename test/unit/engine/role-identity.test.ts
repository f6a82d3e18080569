import { describe, expect, it } from 'vitest';
import { roleIdentity } from '../../../src/engine/role-identity.ts';
import type { Play, RoleUse } from '../../../src/language/ast.ts';
import { lines, parse, play } from './support.ts';

const files = { 'roles/r/tasks/main.yml': '- { name: t, debug: { msg: x } }\n', 'roles/d/meta/main.yml': 'dependencies: [r]\n' };

function usesOf(roles: string): readonly RoleUse[] {
  const { playbook, findings } = parse({ ...files, 'site.yml': `- hosts: all\n  roles: ${roles}\n` });
  expect(findings).toEqual([]);
  return (playbook.plays[0] as Play).roles;
}

describe('two uses of a role', () => {
  it.each([
    ['[r, r]', true],
    ['[r, { role: r }]', true],
    ['[{ role: r, tags: a }, { role: r, tags: b }]', false],
    ['[{ role: r, x: 1 }, { role: r, x: 1 }]', true],
    ['[{ role: r, x: 1 }, { role: r, x: 2 }]', false],
    ['[{ role: r, x: 1, y: 2 }, { role: r, y: 2, x: 1 }]', true],
    ['[{ role: r, vars: { x: 1 } }, r]', false],
    ['[{ role: r, when: a }, { role: r, when: b }]', false],
  ])('in %s are the same: %s', (roles, same) => {
    const [first, second] = usesOf(roles).map(roleIdentity);
    expect(first === second).toBe(same);
  });

  it.each([
    ['[r, d]', ['r : t: ok']],
    ['[d, r]', ['r : t: ok']],
    ['[{ role: r, x: 1 }, { role: r, x: 2 }]', ['r : t: ok', 'r : t: ok']],
  ])('in %s run as %j', async (roles, wanted) => {
    const { events } = await play(`- hosts: all\n  gather_facts: false\n  roles: ${roles}\n`, {}, files);
    expect(lines(events)).toEqual(wanted);
  });

  it('both run where the role allows it', async () => {
    const meta = { 'roles/r/meta/main.yml': 'allow_duplicates: true\n' };
    const { events } = await play('- hosts: all\n  gather_facts: false\n  roles: [r, r]\n', {}, { ...files, ...meta });
    expect(lines(events)).toHaveLength(2);
  });
});
