import { describe, expect, it } from 'vitest';
import { lines, play, said } from './support.ts';

const head = '- hosts: all\n  gather_facts: false\n  tasks:\n    ';
const handlers = '\n  handlers:\n    - { name: h a, debug: { msg: ran a } }\n    - { name: h b, debug: { msg: ran b } }\n';

/** What a task's keywords come to, as measured with ansible-core 2.18.6. */
describe('The keywords of a task', () => {
  it.each(['delay: "{{ nope }}"', 'become: maybe', 'delegate_facts: "{{ nope }}"', 'timeout: soon', 'poll: "{{ nope }}"'])(
    'fail it before its module runs: %s',
    async (keyword) => {
      const { events } = await play(`${head}- { debug: { msg: no }, ${keyword}, ignore_errors: true }`, {});
      expect(lines(events)).toEqual(['debug: ignored']);
    },
  );

  it.each(['"{{ nope }}"', '"no"', 'maybe'])(
    'leave ignore_errors as it is written where they fail before: %s',
    async (written) => {
      const task = `- { debug: { msg: no }, when: nope, ignore_errors: ${written} }`;
      expect(lines((await play(`${head}${task}`, {})).events)).toEqual(['debug: ignored']);
    },
  );

  it('decide for each item whether its failure is ignored', async () => {
    const task =
      '- { fail: { msg: no }, loop: [a, b], when: item != skipped, ignore_errors: "{{ item == \'a\' }}", vars: { skipped: b } }';
    expect(lines((await play(`${head}${task}`, {})).events)).toEqual(['fail: ignored [a failed, b skipped]']);
    expect(lines((await play(`${head}${task.replace('skipped: b', 'skipped: a')}`, {})).events)).toEqual([
      'fail: failed [a skipped, b failed]',
    ]);
  });

  it('notify for each item that was not skipped where one of them changed', async () => {
    const task = '- { debug: { msg: x }, loop: [a, b, c], when: item != "c", changed_when: item == "a", notify: "h {{ item }}" }';
    expect(said((await play(`${head}${task}${handlers}`, {})).events)).toEqual(['x', 'x', undefined, 'ran a', 'ran b']);
  });

  it('notify instead of those of the block', async () => {
    const tasks = '- { notify: h a, block: [{ debug: { msg: x }, changed_when: true, notify: h b }] }';
    expect(said((await play(`${head}${tasks}${handlers}`, {})).events)).toEqual(['x', 'ran b']);
  });
});

describe('A task that failed', () => {
  it('sets no variables, of no item', async () => {
    const tasks =
      '- { set_fact: { a: "{{ item.x }}" }, loop: [{ x: 1 }, {}], ignore_errors: true }\n    - debug: { msg: "{{ a | default(\'unset\') }}" }';
    expect(said((await play(`${head}${tasks}`, {})).events)).toEqual(['unset']);
  });

  it('is none where failed_when says so, though its tries were used up', async () => {
    const task =
      '- { debug: { msg: x }, until: false, retries: 1, delay: 0, failed_when: false, register: r }\n    - debug: { msg: "{{ r is failed }} {{ r.attempts }}" }';
    expect(said((await play(`${head}${task}`, {})).events)).toEqual(['x', 'True 1']);
  });

  it('tells its rescue section of its keywords', async () => {
    const block =
      '- block: [{ name: "the {{ q }}", fail: { msg: m }, vars: { q: 1 }, tags: t, when: q == 1 }]\n      rescue: [{ debug: { msg: "{{ ansible_failed_task.name }} {{ ansible_failed_task.args.msg }} {{ ansible_failed_task.tags }} {{ ansible_failed_task.when }} {{ ansible_failed_task.loop }}" } }]';
    expect(said((await play(`${head}${block}`, {})).events)).toEqual(["the 1 m ['t'] ['q == 1'] "]);
  });
});

describe('A condition of assert that cannot be judged', () => {
  it('ends the loop of its task', async () => {
    const { events } = await play(`${head}- { assert: { that: nope }, loop: [1, 2], ignore_errors: true }`, {});
    expect(lines(events)).toEqual(['assert: ignored []']);
  });
});

describe('A label that cannot be rendered', () => {
  it('fails its item', async () => {
    const { events } = await play(`${head}- { debug: { msg: x }, loop: [1], loop_control: { label: "{{ nope }}" } }`, {});
    expect(lines(events)).toEqual(['debug: failed [1 failed]']);
  });
});
