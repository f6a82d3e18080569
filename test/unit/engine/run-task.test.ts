import { describe, expect, it } from 'vitest';
import { lines, play, said } from './support.ts';

const head = '- hosts: all\n  gather_facts: false\n  tasks:\n';

/** What happens in one task after another, as measured with ansible-core 2.18.6. */
const cases: readonly { title: string; tasks: string; lines?: readonly string[]; said?: readonly unknown[] }[] = [
  {
    title: 'a turn of a loop sees the turn before under the name it is registered as',
    tasks: '- { debug: { msg: "{{ r is defined }}" }, loop: [1, 2], register: r }',
    said: [false, true],
  },
  {
    title: 'a failed turn is failed though the task ignores it',
    tasks: '- { name: x, fail: { msg: no }, loop: [1], ignore_errors: true }',
    lines: ['x: ignored [1 failed]'],
  },
  {
    title: 'a condition of a result that cannot be evaluated fails the task',
    tasks:
      '- { name: x, debug: { msg: y }, changed_when: nope, ignore_errors: true, register: r }\n    - debug: { msg: "{{ r.changed_when_result is defined }}" }',
    lines: ['x: ignored', 'debug: ok'],
    said: [true],
  },
  {
    title: 'an empty loop is skipped',
    tasks: '- { name: x, debug: { msg: y }, loop: [] }',
    lines: ['x: skipped []'],
  },
  {
    title: 'a task for another machine is unreachable, which ignore_unreachable ignores',
    tasks:
      '- { name: x, stat: { path: / }, delegate_to: "{{ \'other\' }}", ignore_unreachable: true, register: r }\n    - debug: { msg: "{{ r is unreachable }}" }\n    - { name: y, stat: { path: / }, delegate_to: other }',
    lines: ['x: ignored', 'debug: ok', 'y: failed'],
    said: [true],
  },
  {
    title: 'what touches no machine may be delegated to any',
    tasks: '- { name: x, debug: { msg: "{{ inventory_hostname }}" }, delegate_to: other }',
    lines: ['x: ok'],
  },
  {
    title: 'what must not be rendered again survives set_fact',
    tasks:
      '- { set_fact: { a: "{{ u }}" }, vars: { u: !unsafe "{{ 1 + 1 }}" } }\n    - set_fact: { b: "{{ a }}" }\n    - debug: { msg: "{{ b }}" }',
    said: ['{{ 1 + 1 }}'],
  },
  {
    title: 'set_fact takes a name from a template',
    tasks: '- set_fact: { "{{ \'x\' ~ 1 }}": v }\n    - debug: { msg: "{{ x1 }}" }',
    said: ['v'],
  },
  {
    title: 'a name that is no text is none',
    tasks: '- { name: 5, debug: { msg: y } }\n    - { name: "", debug: { msg: y } }',
    lines: ['debug: ok', 'debug: ok'],
  },
  {
    title: 'a meta task has a result only where its condition does not hold, and ends the play else',
    tasks:
      '- { meta: end_play, when: false }\n    - { name: a, debug: { msg: y } }\n    - meta: end_play\n    - { name: b, debug: { msg: y } }',
    lines: ['meta: skipped', 'a: ok'],
  },
  {
    title: 'extended loops leave allitems out where they are told to',
    tasks:
      '- { debug: { msg: "{{ ansible_loop.allitems is defined }} {{ ansible_loop.length }}" }, loop: [1], loop_control: { extended: true, extended_allitems: false } }',
    said: ['False 1'],
  },
  {
    title: 'vars holds every variable',
    tasks: '- debug: { msg: "{{ vars.from_inventory }} {{ vars[\'inventory_hostname\'] }}" }',
    said: ['yes node1'],
  },
  {
    title: 'the short name of a host that is an address is the address',
    tasks: '- debug: { msg: "{{ hostvars[\'127.0.0.1\'].inventory_hostname_short }} {{ inventory_hostname_short }}" }',
    said: ['127.0.0.1 node1'],
  },
  {
    title: 'break_when ends a loop after the item that it holds for',
    tasks:
      '- { debug: { msg: "{{ item }}" }, loop: [1, 2, 3], register: r, loop_control: { pause: 0, break_when: r.msg == 2 } }\n    - debug: { msg: "{{ r.results | length }}" }',
    said: [1, 2, '2'],
  },
  {
    title: 'until gives up after its retries',
    tasks:
      '- { name: x, debug: { msg: y }, register: r, until: r.msg == "z", retries: 2, delay: 0, ignore_errors: true }\n    - debug: { msg: "{{ r.attempts }}" }',
    lines: ['x: ignored', 'debug: ok'],
    said: ['2'],
  },
];

describe('a task', () => {
  it.each(cases)('$title', async ({ tasks, lines: wanted, said: words }) => {
    const { events } = await play(`${head}    ${tasks}\n`);
    if (wanted !== undefined) expect(lines(events)).toEqual(wanted);
    if (words !== undefined) expect(said(events)).toEqual(words);
  });
});
