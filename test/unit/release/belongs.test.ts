import { describe, expect, it } from 'vitest';
import { belongs } from '../../../src/release/belongs.ts';

describe('What belongs into a bundle', () => {
  it.each([
    'site.yml',
    'ansible.cfg',
    'inventory/hosts',
    'group_vars/all.yml',
    'roles/base/tasks/main.yml',
    'roles/base/files/.bashrc',
    'roles/base/files/README.md',
    'roles/base/files/docs/manual.md',
    'roles/base/files/Makefile',
    'files/motd',
    'anything/of/theirs.json',
  ])('takes %s', (path) => {
    expect(belongs(path)).toBe(true);
  });

  it.each([
    '.gitignore',
    '.github/workflows/lint.yml',
    '.gitattributes',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    'Makefile',
    'docs/network.md',
    'tests/test_roles.py',
    'COMMIT',
    'roles/base/README.md',
    'roles/base/molecule/default/molecule.yml',
    'roles/base/tests/inventory',
    'collections/ansible_collections/a/b/roles/base/README.md',
  ])('leaves out %s', (path) => {
    expect(belongs(path)).toBe(false);
  });
});
