import { expect, test } from 'vitest';
import type { Role, RoleUse } from '../../../src/language/ast.ts';
import { collectionAt, shortRoleName } from '../../../src/language/role-collection.ts';

const used = (name: string, path: string): RoleUse =>
  ({ name, role: { name, path } satisfies Partial<Role> }) as unknown as RoleUse;

test.each([
  ['collections/ansible_collections/acme/web/roles/nginx', 'acme.web'],
  ['vendor/ansible_collections/acme/web/roles/nginx', 'acme.web'],
  ['roles/acme.web.nginx', undefined],
])('the role in %s is of the collection %s', (path, collection) => {
  expect(collectionAt(path)).toBe(collection);
});

test.each([
  ['acme.web.nginx', 'vendor/ansible_collections/acme/web/roles/nginx', 'nginx'],
  ['nginx', 'ansible_collections/acme/web/roles/nginx', 'nginx'],
  ['geerlingguy.docker', 'roles/geerlingguy.docker', 'geerlingguy.docker'],
])('the role %s in %s has the short name %s', (name, path, short) => {
  expect(shortRoleName(used(name, path))).toBe(short);
});
