import { describe, expect, it } from 'vitest';
import { eventLines } from '../../../../src/agent/report/fitting-events.ts';
import type { RunEvent } from '../../../../src/core/events.ts';
import { runEnd } from '../../../support/reporting.ts';

const large = 'x'.repeat(3_000_000);
const task = {
  ...({ event: 'task_end', play: 'p', role: null, task: 't', module: 'm', span: 's', host: 'h', ms: 1 } as const),
  ...({ result: 'changed', msg: 'said' } as const),
};
const lines = (event: RunEvent): unknown[] => eventLines(event).map((line) => JSON.parse(line));
const note = (what: string) => ({ event: 'warning', message: `The report leaves out ${what}: more than 2 MB` });

describe('an event of a report', () => {
  it('goes as it is where a collector can take it', () => {
    expect(lines(task)).toEqual([task]);
  });

  it('goes without its differences and values where those are megabytes, and says so', () => {
    const diff = [{ before: '', after: large }];
    const left = note('differences and values of task "t"');
    expect(lines({ ...task, diff })).toEqual([task, left]);
    expect(lines({ ...task, details: { stdout: large } })).toEqual([task, left]);
    const item = { item: 1, result: 'changed' } as const;
    expect(lines({ ...task, items: [{ ...item, diff }] })).toEqual([{ ...task, items: [item] }, left]);
  });

  it('goes with the beginning of its message where that is megabytes', () => {
    const short = `${'x'.repeat(1000)}…`;
    expect(lines({ ...task, msg: large })).toEqual([{ ...task, msg: short }, note('what was told by task "t"')]);
    const end = runEnd('r1');
    expect(lines({ ...end, message: large } as RunEvent)).toEqual([
      { ...end, message: short },
      note('what was told by event "run_end"'),
    ]);
    expect(lines({ event: 'warning', message: large })).toEqual([note('what was told by event "warning"')]);
  });
});
