import { expect, test } from 'vitest';
import type { Role, RoleUse } from '../../../src/language/ast.ts';
import { shortRoleName } from '../../../src/language/short-role-name.ts';

const used = (name: string, collection?: string): RoleUse =>
  ({ name, role: { name, collection } satisfies Partial<Role> }) as unknown as RoleUse;

test.each([
  ['acme.web.nginx', 'acme.web', 'nginx'],
  ['nginx', 'acme.web', 'nginx'],
  ['geerlingguy.docker', undefined, 'geerlingguy.docker'],
])('the role %s of the collection %s has the short name %s', (name, collection, short) => {
  expect(shortRoleName(used(name, collection))).toBe(short);
});
