import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { checkRelease } from '../../../src/cli/check-release.ts';
import { Excerpts } from '../../../src/cli/excerpts.ts';
import { roleUsers } from '../../../src/release/role-users.ts';
import { makeFleet } from '../../support/fleet.ts';

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true });
});

/** Who uses which role in a fleet of these files. */
function of(files: Readonly<Record<string, string>>) {
  const directory = makeFleet(files);
  made.push(directory);
  const { playbook } = checkRelease(directory, new Excerpts());
  return roleUsers(
    playbook,
    Object.entries(files).map(([path, content]) => ({ path, content: Buffer.from(content), executable: false })),
  );
}
const site = (...roles: string[]) => `- hosts: all\n  gather_facts: false\n  roles: [${roles.join(', ')}]\n`;
const noTasks = '[]\n';

describe('Who uses a role', () => {
  it('are roles that depend on it', () => {
    const found = of({
      'site.yml': site('web', 'db'),
      'roles/web/tasks/main.yml': noTasks,
      'roles/web/meta/main.yml': 'dependencies: [base]\n',
      'roles/db/tasks/main.yml': noTasks,
      'roles/db/meta/main.yml': 'dependencies:\n  - role: base\n',
      'roles/base/tasks/main.yml': noTasks,
    });
    expect([...found.users('roles/base')].sort()).toEqual(['roles/db', 'roles/web']);
    expect([...found.users('roles/web')]).toEqual([]);
    expect([...found.names.keys()].sort()).toEqual(['roles/base', 'roles/db', 'roles/web']);
    expect(found.isUsedOutside('roles/base')).toBe(false);
  });

  it('are roles whose tasks include or import it, in any file', () => {
    const found = of({
      'site.yml': site('web'),
      'roles/web/tasks/main.yml': '- include_tasks: more.yml\n',
      'roles/web/tasks/more.yml': '- include_role:\n    name: tls-certificates\n- ansible.builtin.import_role: name=users\n',
      'roles/tls-certificates/tasks/main.yml': noTasks,
      'roles/users/tasks/main.yml': noTasks,
      'roles/certificates/tasks/main.yml': noTasks,
    });
    expect([...found.users('roles/tls-certificates')]).toEqual(['roles/web']);
    expect([...found.users('roles/users')]).toEqual(['roles/web']);
    expect([...found.users('roles/certificates')]).toEqual([]);
    expect([...found.names.values()]).toEqual(['web']);
  });

  it('are roles and playbooks with a path into it', () => {
    const found = of({
      'site.yml': `- hosts: all\n  gather_facts: false\n  vars_files: [roles/web/vars/ports.yml]\n  roles: [web, proxy]\n`,
      'roles/web/tasks/main.yml': noTasks,
      'roles/web/vars/ports.yml': 'port: 80\n',
      'roles/proxy/tasks/main.yml': '- include_tasks: ../../users/tasks/main.yml\n- file: { path: /etc/web/ }\n',
      'roles/users/tasks/main.yml': noTasks,
    });
    expect(found.isUsedOutside('roles/web')).toBe(true);
    expect([...found.users('roles/web')]).toEqual([]);
    expect([...found.users('roles/users')]).toEqual(['roles/proxy']);
    expect(found.isUsedOutside('roles/proxy')).toBe(false);
  });

  it('may be anybody who includes a role of a templated name', () => {
    const found = of({
      'site.yml': site('web'),
      'roles/web/tasks/main.yml': '- include_role:\n    name: "{{ item }}"\n  loop: "{{ wanted }}"\n',
      'roles/users/tasks/main.yml': noTasks,
    });
    expect([...found.users('roles/users')]).toEqual(['roles/web']);
  });

  it('may be a playbook outside of its lists of roles', () => {
    const found = of({
      'site.yml': '- hosts: all\n  gather_facts: false\n  tasks:\n    - include_role: { name: users }\n',
      'roles/users/tasks/main.yml': noTasks,
      'roles/other/tasks/main.yml': noTasks,
    });
    expect(found.isUsedOutside('roles/users')).toBe(true);
    expect(found.isUsedOutside('roles/other')).toBe(false);
  });
});
