import { describe, expect, it } from 'vitest';
import { emptyHost } from '../../support/memory-host.ts';
import { lines, play, said } from './support.ts';

const facts = { kernel: '6.1', dns: { nameservers: ['192.0.2.1'] } };
const host = () => emptyHost({ facts });

const tagged = `
- hosts: all
  tags: [web]
  tasks:
    - debug: { msg: "{{ ansible_kernel | default('none') }}" }
- hosts: all
  tasks:
    - { debug: { msg: "{{ ansible_kernel }}" }, tags: other }
`;

describe('Gathering Facts', () => {
  it('is the first task of a play and counts as one', async () => {
    const { events, end } = await play('- hosts: all\n  tasks: [{ debug: { msg: "{{ ansible_facts.kernel }}" } }]\n', {
      host: host(),
    });
    expect(lines(events)).toEqual(['Gathering Facts: ok', 'debug: ok']);
    expect(said(events)).toEqual(['6.1']);
    expect(end.recap.ok).toBe(2);
  });

  // As ansible-core 2.18.6: it always runs, unless the play has tags.
  it.each([
    [{ only: ['other'] }, ['Gathering Facts: ok', 'debug: ok']],
    [{ only: ['web'] }, ['Gathering Facts: ok', 'debug: ok', 'Gathering Facts: ok']],
    [{ skip: ['always'] }, ['Gathering Facts: ok', 'debug: ok', 'debug: ok']],
  ])('follows the tags of its play with %j', async (tags, expected) => {
    expect(lines((await play(tagged, { host: host(), ...tags })).events)).toEqual(expected);
  });

  it('comes before the task that --start-at-task names', async () => {
    const site = '- hosts: all\n  tasks: [{ debug: { msg: no } }, { name: here, debug: { msg: "{{ ansible_kernel }}" } }]\n';
    const { events } = await play(`- { hosts: all, tasks: [] }\n${site}`, { host: host(), startAtTask: 'here' });
    expect(lines(events)).toEqual(['Gathering Facts: ok', 'here: ok']);
    expect(said(events)).toEqual(['6.1']);
  });

  it('makes facts that no template in them touches', async () => {
    const site = '- hosts: all\n  tasks: [{ debug: { msg: "{{ ansible_kernel }}" } }]\n';
    const { events } = await play(site, { host: emptyHost({ facts: { kernel: '{{ 1 + 1 }}' } }) });
    expect(said(events)).toEqual(['{{ 1 + 1 }}']);
  });
});

describe('module_defaults of setup', () => {
  const site = (defaults: string) => `
- hosts: all
  gather_facts: false
  module_defaults: ${defaults}
  tasks: [{ gather_facts: {} }, { setup: {} }]
`;
  it('are those of gather_facts too, whose own come first', async () => {
    const asked: unknown[] = [];
    const watching = host();
    Object.defineProperty(watching, 'facts', {
      value: {
        gather: (wanted: { factPath: string }) => {
          asked.push(wanted.factPath);
          return { get: () => undefined, names: () => [] };
        },
      },
    });
    await play(site('{ setup: { fact_path: /setup } }'), { host: watching });
    await play(site('{ setup: { fact_path: /setup }, gather_facts: { fact_path: /gather } }'), { host: watching });
    expect(asked).toEqual(['/setup', '/setup', '/gather', '/setup']);
  });
});
