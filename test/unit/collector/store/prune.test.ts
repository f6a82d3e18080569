import { describe, expect, it } from 'vitest';
import { prune } from '../../../../src/collector/store/prune.ts';
import { memoryStore } from '../support/memory-store.ts';
import { noon } from '../support/report.ts';

const day = 86_400_000;

function pruneAll(store: ReturnType<typeof memoryStore>, retention: { keepRuns: number; keepDays: number }, now: number): number {
  let removed = 0;
  for (let step = -1; step !== 0; removed += step) step = store.database.transaction(() => prune(store.database, retention, now));
  return removed;
}

describe('pruning', () => {
  it('keeps the newest runs of each host, and removes the rest with all that belongs to it', () => {
    const store = memoryStore();
    for (let n = 0; n < 50; n++) {
      for (const host of ['web1', 'web2']) {
        store.run(
          { run: `${host}-${n}`, host, started: noon + n * 1_000, dispatch: `d${n}`, tasks: [['changed', `role ${n}`]] },
          noon + day,
        );
      }
    }
    expect(pruneAll(store, { keepRuns: 3, keepDays: 10 }, noon + day)).toBe(94);
    expect(store.reader.runs({ host: 'web1' }, 100).items.map(({ run }) => run)).toEqual(['web1-49', 'web1-48', 'web1-47']);
    const count = (table: string): number => store.database.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? -1;
    expect(['tasks', 'details', 'dispatches', 'dispatch_hosts'].map(count)).toEqual([6, 6, 3, 6]);
  });

  it('removes what is older than the days, but the newest run of a host never', () => {
    const store = memoryStore();
    for (let n = 0; n < 5; n++)
      store.run({ run: `r${n}`, started: noon + n * day, tasks: [['ok', `role ${n}`]] }, noon + n * day);
    expect(pruneAll(store, { keepRuns: 100, keepDays: 2 }, noon + 5 * day)).toBe(3);
    expect(pruneAll(store, { keepRuns: 100, keepDays: 2 }, noon + 50 * day)).toBe(1);
    expect(store.reader.runs({}, 10).items.map(({ run }) => run)).toEqual(['r4']);
    expect(store.reader.host('web1')?.lastRun?.run).toBe('r4');
    expect(store.database.all('SELECT role FROM task_names')).toEqual([{ role: 'role 4' }]);
  });

  it('leaves the chart of drift as it was', () => {
    const store = memoryStore();
    store.run({ run: 'old' });
    store.run({ run: 'new', started: noon + 100 * day }, noon + 100 * day);
    pruneAll(store, { keepRuns: 1, keepDays: 1 }, noon + 101 * day);
    expect(store.reader.drift(noon, noon, 1)[0]?.runs).toBe(1);
  });
});
