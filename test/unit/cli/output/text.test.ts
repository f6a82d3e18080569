import { describe, expect, it } from 'vitest';
import { painter } from '../../../../src/cli/output/paint.ts';
import { textOutput } from '../../../../src/cli/output/text.ts';
import type { RunEvent } from '../../../../src/core/events.ts';

const name = {
  play: 'Web',
  role: 'web',
  task: 'Configure',
  module: 'ansible.builtin.copy',
  span: 'roles/web/tasks/main.yml:3:3',
};
const start: RunEvent = {
  event: 'run_start',
  run: 'r1',
  host: 'node1',
  commit: null,
  version: 'v',
  check: false,
  started: '2026-01-02T03:04:05Z',
  playbook: 'site.yml',
  roles: [],
  dispatch: null,
};
const recap = { ok: 3, changed: 1, unreachable: 0, failed: 0, skipped: 12, rescued: 0, ignored: 0 };
const end: RunEvent = { event: 'run_end', run: 'r1', host: 'node1', status: 'done', recap, ms: 5 };
const taskEnd = (more: object): RunEvent => ({ event: 'task_end', ...name, host: 'node1', result: 'ok', ms: 1, ...more });

function shown(events: readonly RunEvent[], verbosity = 0): string {
  const show = textOutput({ paint: painter(false, {}), verbosity, width: 79 });
  return [start, ...events].map(show).join('');
}

describe('text output', () => {
  it('tells a run as Ansible does, the recap last', () => {
    const diff = { before: 'a\n', after: 'b\n', beforeHeader: '/etc/x', afterHeader: '/etc/x' };
    const events: RunEvent[] = [
      { event: 'play_start', play: 'Web', span: 'site.yml:1:3', matched: true },
      { event: 'task_start', ...name },
      taskEnd({ result: 'changed', diff: [diff] }),
      { event: 'included', play: 'Web', role: 'web', task: 'More', file: 'more.yml', item: 'x' },
      { event: 'task_start', ...name, role: null, task: 'Wait', handler: true },
      { event: 'task_retry', ...name, attempts: 1, left: 2 },
      taskEnd({ result: 'skipped' }),
      { event: 'warning', message: 'old option' },
      { event: 'play_start', play: 'Others', span: 'site.yml:9:3', matched: false },
      { event: 'stats', data: { seen: [1, 2] } },
      end,
    ];
    expect(shown(events)).toBe(`
PLAY [Web] *********************************************************************

TASK [web : Configure] *********************************************************
--- before: /etc/x
+++ after: /etc/x
@@ -1 +1 @@
-a
+b

changed: [node1]
included: more.yml for node1 => (item=x)

RUNNING HANDLER [Wait] *********************************************************
FAILED - RETRYING: [node1]: web : Configure (2 retries left).
skipping: [node1]
[WARNING]: old option

PLAY [Others] ******************************************************************
skipping: no hosts matched

CUSTOM STATS: ******************************************************************
	seen: [1, 2]

PLAY RECAP *********************************************************************
node1                      : ok=3    changed=1    unreachable=0    failed=0    skipped=12   rescued=0    ignored=0   
`);
  });

  it('says what is to be said of the whole run before the recap', () => {
    const show = textOutput({ paint: painter(false, {}), verbosity: 0, width: 79 });
    show({ ...start, check: true } as RunEvent);
    const text = show({ ...end, message: 'Interrupted' } as RunEvent);
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^node1 +: ok=3 /);
    expect(text).toMatch(/Interrupted\n\nCheck mode: nothing was changed\n\nPLAY RECAP/);
  });

  it('shows the lines of a failure’s texts as lines, below Ansible’s own', () => {
    const details = { rc: 3, stdout: 'one', stderr: 'bad\n\u001b[31mworse\n' };
    expect(shown([taskEnd({ result: 'failed', msg: 'non-zero return code', details })])).toBe(
      `fatal: [node1]: FAILED! => {"msg": "non-zero return code", "rc": 3, "stderr": "bad\\n\\u001b[31mworse\\n", "stdout": "one"}
  stderr:
    bad
    \\x1b[31mworse
  at roles/web/tasks/main.yml:3:3
`,
    );
  });

  it('shows an item that is no text as Python does', () => {
    const items = [{ item: { a: [1, null, true, 'x'] }, result: 'ok' as const }];
    expect(shown([taskEnd({ result: 'ok', items })])).toBe("ok: [node1] => (item={'a': [1, None, True, 'x']})\n");
  });

  it('shows the end of a very long text', () => {
    const stderr = Array.from({ length: 100 }, (_, n) => `line ${n}`).join('\n');
    const lines = shown([taskEnd({ result: 'failed', details: { stderr } })]).split('\n');
    expect(lines.slice(1, 3)).toEqual(['  stderr (the last 40 of 100 lines):', '    line 60']);
  });

  it.each([
    ['ok', 'ok: [node1] => (item=a)\n'],
    ['changed', 'changed: [node1] => (item=a)\n'],
    ['failed', 'failed: [node1] => (item=a) => {"msg": "no"}\n  at roles/web/tasks/main.yml:3:3\n'],
  ])('has a line for each item: %s', (result, text) => {
    const items = [{ item: 'a', result, ...(result === 'failed' ? { msg: 'no' } : {}) }];
    expect(shown([taskEnd({ result, items })])).toBe(text);
  });

  it('marks a failure that is ignored', () => {
    expect(shown([taskEnd({ result: 'ignored', msg: 'no' })])).toBe(
      'fatal: [node1]: FAILED! => {"msg": "no"}\n  at roles/web/tasks/main.yml:3:3\n...ignoring\n',
    );
  });

  it.each([
    [0, 'ok: [node1]\n'],
    [1, 'ok: [node1] => {"changed": false, "dest": "/x"}\n'],
    [3, 'ok: [node1] => {\n    "changed": false,\n    "dest": "/x"\n}\n'],
  ])('shows what a module returned where it is asked for: -v × %i', (verbosity, text) => {
    expect(shown([taskEnd({ details: { dest: '/x' } })], verbosity)).toBe(text);
  });

  it('shows what debug says in any case', () => {
    const event = taskEnd({ module: 'ansible.builtin.debug', msg: 'hello' });
    expect(shown([event])).toBe('ok: [node1] => {\n    "msg": "hello"\n}\n');
  });

  it('colours results on a terminal, and nothing where NO_COLOR is set', () => {
    const show = (environment: Record<string, string>) =>
      textOutput({ paint: painter(true, environment), verbosity: 0, width: 80 })(taskEnd({ result: 'changed' }));
    expect(show({})).toBe('\u001b[33mchanged: [node1]\u001b[0m\n');
    expect(show({ NO_COLOR: '1' })).toBe('changed: [node1]\n');
  });
});
