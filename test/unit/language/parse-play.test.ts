import { describe, expect, it } from 'vitest';
import { parse } from '../engine/support.ts';

const site = `
- name: One
  hosts: [web, db]
  vars: { a: 1, b: 2 }
  vars_files: [x.yml, [y.yml, z.yml]]
  tags: one
  roles: [r, { role: r, x: 1, tags: t }, "r, y=2"]
  tasks:
    - import_tasks: more.yml
      when: a
    - block: [{ ping: }]
      rescue: []
    - import_role: { name: r, tasks_from: other }
- import_playbook: sub/two.yml
  when: w
  tags: imported
  vars: { v: 1 }
`;
const files = {
  'more.yml': '- ping:\n',
  'roles/r/tasks/main.yml': '- ping:\n',
  'roles/r/tasks/other.yml': '- ping:\n- ping:\n',
  'roles/r/defaults/main.yml': 'd: 1\n',
  'roles/r/vars/main/a.yml': 'v: 1\n',
  'roles/r/meta/main.yml': 'dependencies: [dep]\n',
  'roles/dep/handlers/main.yml': '- { name: h, ping: }\n',
  'sub/two.yml': '- hosts: all\n  vars: { v: 0, w: 0 }\n  tags: own\n',
};

describe('a playbook', () => {
  const { playbook, findings } = parse({ ...files, 'site.yml': site });
  const [one, two] = playbook.plays;

  it('is read without findings, imported playbooks in their place', () => {
    expect(findings).toEqual([]);
    expect(playbook.plays.map(({ file }) => file)).toEqual(['site.yml', 'sub/two.yml']);
  });

  it('has plays with their hosts, variables and files', () => {
    expect(one?.hosts.value).toEqual(['web', 'db']);
    expect([...(one?.keywords.vars ?? [])]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(one?.varsFiles.map(({ value }) => value)).toEqual(['x.yml', ['y.yml', 'z.yml']]);
  });

  it('has uses of roles with their parameters, files and dependencies', () => {
    expect(one?.roles.map(({ params }) => Object.fromEntries(params))).toEqual([{}, { x: 1 }, { y: '2' }]);
    expect(one?.roles[1]?.keywords.tags?.map(({ value }) => value)).toEqual(['t']);
    const [use] = one?.roles ?? [];
    expect([...(use?.defaults ?? []), ...(use?.vars ?? [])]).toEqual([
      ['d', 1],
      ['v', 1],
    ]);
    expect(use?.role.dependencies.map(({ name, handlers }) => [name, handlers.length])).toEqual([['dep', 1]]);
  });

  it('has imported tasks and roles in the place of the import', () => {
    expect(one?.tasks.map(({ kind }) => kind)).toEqual(['import_tasks', 'block', 'import_role']);
    const [tasks, block, role] = one?.tasks ?? [];
    expect(tasks).toMatchObject({ file: 'more.yml', keywords: { when: [{ value: 'a' }] }, statements: [{ kind: 'task' }] });
    expect(block).toMatchObject({ hasRescue: true, rescue: [], always: [] });
    expect(role).toMatchObject({ use: { name: 'r', tasksFrom: 'other', public: true, allowDuplicates: true } });
  });

  it("hands an import's condition, tags and variables to its plays", () => {
    expect(two?.keywords.when?.map(({ value }) => value)).toEqual(['w']);
    expect(two?.keywords.tags?.map(({ value }) => value)).toEqual(['imported', 'own']);
    expect(Object.fromEntries(two?.keywords.vars ?? [])).toEqual({ v: 1, w: 0 });
  });
});
