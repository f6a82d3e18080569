import { describe, expect, it } from 'vitest';
import { secretHider } from '../../../src/agent/hide-secrets.ts';
import type { RunEvent } from '../../../src/core/events.ts';

const event: RunEvent = {
  event: 'task_end',
  play: 'all',
  role: null,
  task: 'write hunter2',
  module: 'ansible.builtin.copy',
  span: 'site.yml:1:1',
  host: 'node1',
  result: 'changed',
  ms: 5432,
  msg: 'is hunter2-long, was hunter2',
  diff: [{ header: '/x', before: '', after: 'a\nhunter2\n' }] as never,
  details: { cmd: ['echo', 'hunter2'], rc: 5432 },
  items: [{ item: 'hunter2', result: 'ok' }],
};

const withoutSecrets = (of: RunEvent, secrets: ReadonlySet<string>): RunEvent => secretHider(() => secrets)(of);

describe('an event without secrets', () => {
  it('has stars for them, longest first, and keeps the names', () => {
    expect(withoutSecrets(event, new Set(['hunter2', 'hunter2-long', '5432']))).toEqual({
      ...event,
      msg: 'is ********, was ********',
      diff: [{ header: '/x', before: '', after: 'a\n********\n' }],
      details: { cmd: ['echo', '********'], rc: '********' },
      items: [{ item: '********', result: 'ok' }],
    });
  });

  it('is without those too that come while the run goes on', () => {
    const secrets = new Set(['hunter2']);
    const hide = secretHider(() => secrets);
    const said = (): unknown => hide({ event: 'warning', message: 'hunter2 and later' });
    expect(said()).toEqual({ event: 'warning', message: '******** and later' });
    secrets.add('later');
    expect(said()).toEqual({ event: 'warning', message: '******** and ********' });
  });

  it('is the event itself where there are none', () => {
    expect(withoutSecrets(event, new Set())).toBe(event);
  });
});
