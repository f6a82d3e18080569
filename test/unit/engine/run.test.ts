import { describe, expect, it } from 'vitest';
import { emptyHost } from '../../support/memory-host.ts';
import { lines, play, said } from './support.ts';

const site = `
- name: Base
  hosts: all
  gather_facts: false
  vars: { place: /etc }
  tasks:
    - block:
        - name: Write
          copy: { dest: "{{ place }}/motd", content: "hello\\n" }
          notify: restart
        - name: Each
          copy: { dest: "/etc/{{ item }}", content: "{{ item }}" }
          loop: [a, b]
          register: each
        - name: Break
          fail: { msg: stop }
        - name: Never
          debug: { msg: never }
      rescue:
        - name: Mend
          debug: { msg: "after {{ ansible_failed_task.name }}: {{ ansible_failed_result.msg }}" }
      always:
        - name: Always
          debug: { msg: "{{ each.results | map(attribute='changed') | list }}" }
    - name: Behind a condition
      debug: { msg: x }
      when: place == '/usr'
    - include_tasks: more.yml
      loop: [1, 2]
  handlers:
    - name: restart
      debug: { msg: restarted }
`;
const more = { 'more.yml': '- name: More\n  debug: { msg: "more {{ item }}" }\n' };

describe('a run', () => {
  it('is a sequence of events: rescue, always, loops, includes, then handlers', async () => {
    const { events, end } = await play(site, {}, more);
    expect(lines(events)).toEqual([
      'Write: changed',
      'notified restart',
      'Each: changed [a changed, b changed]',
      'Break: rescued',
      'Mend: ok',
      'Always: ok',
      'Behind a condition: skipped',
      'include_tasks: ok [1 ok, 2 ok]',
      'included more.yml',
      'included more.yml',
      'More: ok',
      'More: ok',
      'handler restart: ok',
    ]);
    expect(said(events)).toEqual(['after Break: stop', [true, true], 'more 1', 'more 2', 'restarted']);
    expect(end).toEqual({
      status: 'done',
      recap: { ok: 9, changed: 2, unreachable: 0, failed: 0, skipped: 1, rescued: 1, ignored: 0 },
    });
  });

  it('says of each event what play, module and place it comes from', async () => {
    const { events } = await play(
      '- hosts: all\n  gather_facts: false\n  tasks:\n    - name: Say\n      debug: { msg: hello }\n',
    );
    const name = { play: 'all', role: null, task: 'Say', module: 'ansible.builtin.debug', span: 'site.yml:4:7' };
    expect(events).toEqual([
      { event: 'play_start', play: 'all', span: 'site.yml:1:3', matched: true },
      { event: 'task_start', ...name },
      { event: 'task_end', ...name, host: 'node1', result: 'ok', ms: expect.any(Number), msg: 'hello' },
    ]);
  });

  it('says of a changed file how large it was and is, not what is in it', async () => {
    const { events } = await play(
      '- hosts: all\n  gather_facts: false\n  tasks:\n    - copy: { content: hello, dest: /etc/motd }\n',
      { host: emptyHost() },
    );
    const changes = events.flatMap((event) => (event.event === 'task_end' ? (event.changes ?? []) : []));
    expect(changes).toContainEqual({ path: 'files./etc/motd.content', before: undefined, after: '5 bytes' });
  });

  it('changes nothing a second time', async () => {
    const host = emptyHost();
    await play(site, { host }, more);
    const { end } = await play(site, { host }, more);
    expect(end.recap.changed).toBe(0);
  });

  it('predicts in check mode what it then does', async () => {
    const host = emptyHost();
    const checked = await play(site, { host, check: true }, more);
    expect(host.lstat('/etc/motd')).toBeUndefined();
    const applied = await play(site, { host }, more);
    expect(lines(checked.events)).toEqual(lines(applied.events));
  });

  it('ends a play at the first failure that nothing rescues', async () => {
    const { events, end } = await play(`
- hosts: all
  gather_facts: false
  tasks:
    - { name: one, fail: { msg: x }, ignore_errors: true }
    - { name: two, fail: { msg: x } }
    - { name: three, debug: { msg: x } }
- hosts: all
  gather_facts: false
  tasks: [{ name: four, debug: { msg: x } }]
`);
    expect(lines(events)).toEqual(['one: ignored', 'two: failed']);
    expect(end).toMatchObject({ status: 'failed', recap: { ok: 1, failed: 1, ignored: 1 } });
  });

  it('leaves out what the tags do not ask for, and begins at a task that is named', async () => {
    const tasks = '- hosts: all\n  gather_facts: false\n  tasks:\n';
    const each = (name: string, tags: string) => `    - { name: ${name}, debug: { msg: x }, tags: [${tags}] }\n`;
    const text = tasks + each('a', 'web') + each('b', 'always') + each('c', 'never, web') + each('d', '');
    expect(lines((await play(text)).events)).toEqual(['a: ok', 'b: ok', 'd: ok']);
    expect(lines((await play(text, { only: ['web'] })).events)).toEqual(['a: ok', 'b: ok', 'c: ok']);
    expect(lines((await play(text, { skip: ['web'] })).events)).toEqual(['b: ok', 'd: ok']);
    expect(lines((await play(text, { startAtTask: 'b' })).events)).toEqual(['b: ok', 'd: ok']);
  });
});
