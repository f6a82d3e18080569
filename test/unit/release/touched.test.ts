import { describe, expect, it } from 'vitest';
import { touched } from '../../../src/release/touched.ts';

/** What changed files concern; a path in `gone` was deleted, and the bundle has all others but those in `left`. */
function of(paths: readonly string[], gone: readonly string[] = [], left: readonly string[] = []) {
  const changes = [...paths, ...left]
    .map((path) => ({ path, isDeleted: false }))
    .concat(gone.map((path) => ({ path, isDeleted: true })));
  const { everything, roles, variablesOf } = touched(changes, new Set(paths));
  return { everything, roles: [...roles], variablesOf: [...variablesOf] };
}
const nothing = { everything: false, roles: [], variablesOf: [] };

describe('A changed file', () => {
  it.each(['roles/a/tasks/main.yml', 'roles/a/templates/x/y.j2', 'roles/a/meta/main.yml', 'roles/a/files/host_vars/b.yml'])(
    '%s concerns role a',
    (path) => {
      expect(of([path])).toEqual({ ...nothing, roles: ['roles/a'] });
    },
  );

  it('of a role elsewhere concerns that one', () => {
    expect(of(['playbooks/roles/a/tasks/main.yml', 'collections/ansible_collections/x/y/roles/b/tasks/main.yml']).roles).toEqual([
      'playbooks/roles/a',
      'collections/ansible_collections/x/y/roles/b',
    ]);
  });

  it.each([
    ['host_vars/node1.yml', 'node1'],
    ['host_vars/web1.example.com', 'web1.example.com'],
    ['host_vars/web1.example.com.yaml', 'web1.example.com'],
    ['host_vars/node1/vault.yml', 'node1'],
    ['inventory/host_vars/node1.json', 'node1'],
    ['inventory/group_vars/web/main.yml', 'web'],
    ['inventories/prod/group_vars/web.yml', 'web'],
  ])('%s concerns %s', (path, name) => {
    expect(of([path])).toEqual({ ...nothing, variablesOf: [name] });
  });

  it.each([
    'site.yml',
    'ansible.cfg',
    'inventory/hosts',
    'inventory/node.sh',
    'group_vars/all.yml',
    'group_vars/all/x.yml',
    'tasks/common.yml',
    'files/motd',
    'roles/x.yml',
    'host_vars',
  ])('%s concerns everything', (path) => {
    expect(of([path])).toEqual({ ...nothing, everything: true });
  });

  it.each(['README.md', 'docs/a.md', '.gitignore', '.github/workflows/a.yml', 'roles/a/README.md', 'tests/a.yml', 'LICENSE'])(
    '%s concerns nothing',
    (path) => {
      expect(of([path])).toEqual(nothing);
    },
  );

  it('that was deleted concerns the same', () => {
    expect(of([], ['roles/a/files/x', 'host_vars/node1.yml', 'docs/x.md'])).toEqual({
      ...nothing,
      roles: ['roles/a'],
      variablesOf: ['node1'],
    });
    expect(of([], ['site.yml']).everything).toBe(true);
  });

  it('that is left out of the bundle concerns nothing', () => {
    expect(of([], [], ['src/main.c'])).toEqual(nothing);
  });

  it('adds up with others', () => {
    expect(of(['roles/a/tasks/main.yml', 'roles/b/tasks/main.yml', 'roles/a/files/x', 'host_vars/n.yml'])).toEqual({
      everything: false,
      roles: ['roles/a', 'roles/b'],
      variablesOf: ['n'],
    });
    expect(of([])).toEqual(nothing);
  });
});
