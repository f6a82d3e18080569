import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../src/core/settings/honoured.ts';
import { checkPrompts } from '../../../src/engine/prompts.ts';
import { lines, parse, play, said } from './support.ts';

async function says(site: string, settings: Partial<Settings>, files: Record<string, string> = {}): Promise<unknown[]> {
  return said((await play(site, { settings }, files)).events);
}

const dicts = `
- hosts: all
  gather_facts: false
  vars: { d: { play: 1, n: { a: 1 } } }
  tasks:
    - include_vars: more.yml
    - debug: { msg: "{{ d }}" }
    - block:
        - debug: { msg: "{{ d.n }}" }
          vars: { d: { n: { task: 1 } } }
      vars: { d: { n: { block: 1 } } }
    - debug: { msg: "{{ d }}" }
      loop: [{ item: 1 }]
      loop_control: { loop_var: d }
`;

describe('settings of a run', () => {
  it('merge dictionaries with hash_behaviour', async () => {
    const files = { 'more.yml': 'd: { more: 2, n: { b: 2 } }\n' };
    expect(await says(dicts, { hashBehaviour: 'merge' }, files)).toEqual([
      { play: 1, n: { a: 1, b: 2 }, more: 2 },
      { a: 1, task: 1, b: 2 },
      { item: 1 },
    ]);
    expect((await says(dicts, {}, files))[0]).toEqual({ more: 2, n: { b: 2 } });
  });

  it.each<[Settings['gathering'], string, number]>([
    ['implicit', '', 2],
    ['explicit', '', 0],
    ['explicit', 'gather_facts: true', 2],
    ['smart', '', 1],
    ['smart', 'gather_facts: false', 0],
  ])('gather facts by gathering=%s %s', async (gathering, keyword, times) => {
    const one = `- hosts: all\n  tasks: []\n${keyword === '' ? '' : `  ${keyword}\n`}`;
    const { events } = await play(one + one, { settings: { gathering } });
    expect(lines(events).filter((line) => line.startsWith('Gathering Facts'))).toHaveLength(times);
  });

  it('keep facts out of the variables', async () => {
    const site =
      '- hosts: all\n  tasks: [{ debug: { msg: "{{ ansible_system is defined }} {{ ansible_facts.system is defined }}" } }]\n';
    expect(await says(site, { injectFacts: false })).toEqual([expect.stringMatching(/^False /)]);
  });

  it('pass over handlers that are not there', async () => {
    const site = '- hosts: all\n  gather_facts: false\n  tasks: [{ debug: { msg: x }, changed_when: true, notify: gone }]\n';
    await expect(play(site)).rejects.toThrow('Cannot notify "gone"');
    await expect(play(site, { settings: { errorOnMissingHandler: false } })).resolves.toBeDefined();
  });

  it('give keywords to plays that do not have them', async () => {
    const site = (keyword: string) =>
      `- hosts: all\n  gather_facts: false\n  ${keyword}\n  tasks: [{ debug: { msg: secret } }]\n`;
    const { events } = await play(site('name: x'), { settings: { noLog: true } });
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(await says(site('no_log: false'), { noLog: true })).toEqual(['secret']);
  });

  it('keep variables of roles to themselves', async () => {
    const site =
      '- hosts: all\n  gather_facts: false\n  roles: [r]\n  tasks: [{ debug: { msg: "{{ x | default(\'private\') }}" } }]\n';
    const files = { 'roles/r/vars/main.yml': 'x: public\n', 'roles/r/tasks/main.yml': '[]\n' };
    expect(await says(site, {}, files)).toEqual(['public']);
    expect(await says(site, { privateRoleVars: 'yes' }, files)).toEqual(['private']);
    expect(
      await says(site, { rolesPath: ['shared'] }, { 'shared/r/vars/main.yml': 'x: shared\n', 'shared/r/tasks/main.yml': '[]\n' }),
    ).toEqual(['shared']);
  });
});

describe('vars_prompt', () => {
  const site = (prompt: string) =>
    `- hosts: all\n  gather_facts: false\n  vars: { v: weaker }\n  vars_prompt: [{ ${prompt} }]\n  tasks: [{ debug: { msg: "{{ v }}" } }]\n`;

  it('takes the default, or what -e says', async () => {
    expect(said((await play(site('name: v, default: 5'))).events)).toEqual(['5']);
    expect(said((await play(site('name: v, default: 5'), { extraVars: new Map([['v', 'given']]) })).events)).toEqual(['given']);
    expect(said((await play(site('name: v, default: "{{ x }}", unsafe: true'))).events)).toEqual(['{{ x }}']);
  });

  it('is refused where there is neither', () => {
    const check = (prompt: string, names: string[] = []) =>
      checkPrompts(parse({ 'site.yml': site(prompt) }).playbook, new Map(names.map((name) => [name, 'x'])));
    expect(() => check('name: v, prompt: Which')).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED', hint: 'answer it with -e v=…', span: expect.objectContaining({ line: 4 }) }),
    );
    expect(() => check('name: v, default: x, encrypt: sha512_crypt')).toThrow('its answer is to be hashed');
    expect(() => check('name: v, encrypt: sha512_crypt', ['v'])).not.toThrow();
  });
});
