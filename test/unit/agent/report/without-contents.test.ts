import { expect, it } from 'vitest';
import { withoutContents } from '../../../../src/agent/report/without-contents.ts';
import type { RunEvent } from '../../../../src/core/events.ts';

it('a report has the size of a file in the place of its bytes, of a task and of its items', () => {
  const name = { play: 'p', role: null, task: 't', module: 'm', span: 's' };
  const task = { event: 'task_end', ...name, host: 'h', ms: 1, result: 'changed' } as const;
  const mode = { path: 'mode', before: '0600', after: '0644' };
  const content = { path: 'content', before: undefined, after: Buffer.from('one') };
  const event: RunEvent = { ...task, changes: [mode, content], items: [{ item: 1, result: 'changed', changes: [content] }] };
  const shown = { path: 'content', after: '3 bytes' };
  expect(JSON.parse(JSON.stringify(withoutContents(event)))).toEqual({
    ...task,
    changes: [mode, shown],
    items: [{ item: 1, result: 'changed', changes: [shown] }],
  });
  expect(withoutContents(task)).toBe(task);
});
