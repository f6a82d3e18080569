import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/memory-store.ts';
import { noon } from '../support/report.ts';

describe('lists', () => {
  const store = memoryStore();
  for (let n = 0; n < 25; n++) {
    // Three runs each start at the same moment: the cursor must not lose any of them.
    const started = noon + Math.floor(n / 3) * 1_000;
    store.run({
      run: `r${n}`,
      host: `host-${String(n % 10).padStart(2, '0')}`,
      started,
      check: n % 2 === 1,
      tasks: [
        ['ok', 'a'],
        ['failed', 'b'],
        ['ok', 'c'],
      ],
    });
  }
  const { reader } = store;

  it('of runs go on from a cursor without losing or repeating one', () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = reader.runs({}, 4, cursor);
      seen.push(...page.items.map(({ run }) => run));
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect(seen[0]).toBe('r24');
  });

  it('of hosts go on by name', () => {
    const first = reader.hosts({}, 4);
    expect(first.items.map(({ host }) => host)).toEqual(['host-00', 'host-01', 'host-02', 'host-03']);
    expect(reader.hosts({}, 100, first.cursor ?? '').items[0]?.host).toBe('host-04');
    expect(reader.hosts({ search: 'ST-07' }, 10).items.map(({ host }) => host)).toEqual(['host-07']);
  });

  it('of tasks may have one result only', () => {
    expect(reader.tasks('r1', { result: 'failed' }, 10).items.map(({ number }) => number)).toEqual([2]);
    const page = reader.tasks('r1', {}, 2);
    expect(reader.tasks('r1', {}, 2, page.cursor ?? '').items.map(({ number }) => number)).toEqual([3]);
  });

  it.each<[object, number]>([
    [{ host: 'host-03' }, 3],
    [{ check: true }, 12],
    [{ status: 'lost' }, 0],
    [{ commit: 'c1', check: false }, 13],
    [{ host: 'nobody' }, 0],
  ])('of runs with %o have %i', (filter, count) => {
    expect(reader.runs(filter, 100).items).toHaveLength(count);
  });

  it('refuse a cursor that is none of theirs', () => {
    expect(() => reader.runs({}, 10, 'host-03')).toThrow(expect.objectContaining({ status: 400 }));
  });
});

describe('two runs', () => {
  it('are compared task by task, by what a task is and not by where it stands', () => {
    const { run, reader } = memoryStore();
    run({
      run: 'left',
      tasks: [
        ['ok', 'a'],
        ['changed', 'b'],
        ['ok', 'c'],
      ],
    });
    run({
      run: 'right',
      tasks: [
        ['ok', 'a'],
        ['ok', 'b'],
        ['skipped', 'd'],
      ],
    });
    const results = (onlyDifferent: boolean): unknown =>
      reader.compare('left', 'right', { onlyDifferent }, 10)?.items.map(({ left, right }) => [left?.result, right?.result]);
    expect(results(false)).toEqual([
      ['ok', 'ok'],
      ['changed', 'ok'],
      ['ok', undefined],
      [undefined, 'skipped'],
    ]);
    expect(results(true)).toEqual([
      ['changed', 'ok'],
      ['ok', undefined],
      [undefined, 'skipped'],
    ]);
    expect(reader.compare('left', 'nothing', {}, 10)).toBeUndefined();
    const page = reader.compare('left', 'right', {}, 3);
    expect(reader.compare('left', 'right', {}, 3, page?.cursor ?? '')).toMatchObject({ items: [{}], cursor: null });
  });
});

describe('drift over time', () => {
  it('has spans of whole hours that hold every run', () => {
    const { run, reader } = memoryStore();
    const hour = 3_600_000;
    for (let n = 0; n < 10; n++)
      run({ run: `r${n}`, started: noon + n * hour, status: n === 9 ? 'failed' : 'done' }, noon + n * hour);
    const points = reader.drift(noon, noon + 9 * hour, 4);
    expect(points.map(({ time, runs }) => [(time - noon) / hour, runs])).toEqual([
      [0, 3],
      [3, 3],
      [6, 3],
      [9, 1],
    ]);
    expect(points.at(-1)?.failed).toBe(1);
  });
});
