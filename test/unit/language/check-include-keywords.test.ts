import { describe, expect, it } from 'vitest';
import { parse } from '../engine/support.ts';

const files = { 'in.yml': '- ping:\n', 'roles/r/tasks/main.yml': '- ping:\n' };

function errorsOf(section: string): string[] {
  const { findings } = parse({ ...files, 'site.yml': `- hosts: all\n  ${section}\n` });
  return findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

describe('An include', () => {
  it.each(['loop: [1]', 'with_items: [1]', 'ignore_errors: true', 'vars: { a: 1 }', 'register: r'])('may have %s', (keyword) => {
    expect(errorsOf(`tasks: [{ include_tasks: in.yml, ${keyword} }]`)).toEqual([]);
  });

  it.each(['become: true', 'notify: h', 'until: true', 'delegate_to: localhost'])('may not have %s', (keyword) => {
    const name = keyword.slice(0, keyword.indexOf(':'));
    expect(errorsOf(`tasks: [{ include_tasks: in.yml, ${keyword} }]`)).toEqual([
      `Cannot use "${name}" with include_tasks: it is no attribute of an include`,
    ]);
    expect(errorsOf(`tasks: [{ include_role: { name: r }, ${keyword} }]`)).toHaveLength(1);
    expect(errorsOf(`tasks: [{ import_tasks: in.yml, ${keyword} }]`)).toEqual([]);
  });

  it.each(['include_role', 'import_role'])('of a role is no handler: %s', (word) => {
    expect(errorsOf(`handlers: [{ name: h, ${word}: { name: r } }]`)).toContain(
      `Cannot use ${word} as a handler: a role is none`,
    );
  });
});

describe('What Ansible refuses', () => {
  it.each(['tags: 5', 'tags: { a: 1 }', 'tags:', 'name: [a]', 'vars: [{ a: 1 }]', 'with_items:'])(
    'is refused of a task: %s',
    (keyword) => {
      expect(errorsOf(`tasks: [{ ping: , ${keyword} }]`)).toHaveLength(1);
    },
  );
});
