import { describe, expect, it } from 'vitest';
import { lines, play, said } from './support.ts';

const changed = '{ debug: { msg: x }, changed_when: true, notify: [h, topic] }';
const handlersOf = (name: string) =>
  `- { name: h, debug: { msg: h ${name} } }\n- { name: l ${name}, debug: { msg: ${name} }, listen: topic }\n`;

/** As measured with ansible-core 2.18.6. */
describe('Handlers', () => {
  const files = {
    'roles/a/handlers/main.yml': handlersOf('a'),
    'roles/b/handlers/main.yml': handlersOf('b'),
    'roles/b/tasks/main.yml': '- import_role: { name: c }\n',
    'roles/c/handlers/main.yml': handlersOf('c'),
  };

  it('are those of roles, of the play, of imported roles, and of several with a name the last counts', async () => {
    const own = '  handlers: [{ name: h, debug: { msg: h p } }, { name: l p, debug: { msg: p }, listen: topic }]\n';
    const site = `- hosts: all\n  gather_facts: false\n  roles: [a]\n${own}  tasks: [{ import_role: { name: b } }, ${changed}]\n`;
    expect(said((await play(site, {}, files)).events)).toEqual(['x', 'a', 'p', 'c', 'h b', 'b']);
  });

  it('are settled when they are flushed: an include brings another of the name', async () => {
    const site = `- hosts: all\n  gather_facts: false\n  roles: [a]\n  tasks: [${changed}, { include_role: { name: c } }]\n`;
    expect(said((await play(site, {}, files)).events)).toEqual(['x', 'a', 'h c', 'c']);
  });
});

describe('A rescue section', () => {
  it('of which tags leave nothing rescues nothing', async () => {
    const block = '{ block: [{ fail: { msg: m } }], rescue: [{ debug: { msg: no }, tags: never }] }';
    const { events } = await play(`- hosts: all\n  gather_facts: false\n  tasks: [${block}, { debug: { msg: no } }]\n`, {});
    expect(lines(events)).toEqual(['fail: failed']);
  });
});

describe('Files of variables', () => {
  it('are looked for anew when facts were gathered, and passed over before where they want one', async () => {
    const shown = '{ debug: { msg: "{{ who | default(0) }}" } }';
    const name = "{{ 'linux' if ansible_facts.f is defined else nope }}.yml";
    const tasks = `[${shown}, { set_fact: { f: 1, cacheable: true } }, ${shown}]`;
    const site = `- hosts: all\n  gather_facts: false\n  vars_files: ["${name}"]\n  tasks: ${tasks}\n`;
    const { events } = await play(site, {}, { 'linux.yml': 'who: linux\n' });
    expect(said(events).filter((each) => each !== undefined)).toEqual(['0', 'linux']);
  });
});
