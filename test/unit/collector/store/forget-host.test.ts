import { describe, expect, it } from 'vitest';
import { forgetHost } from '../../../../src/collector/store/forget-host.ts';
import { memoryStore } from '../support/memory-store.ts';
import { noon } from '../support/report.ts';

describe('a host that is forgotten', () => {
  it('leaves nothing but its part of the chart, and does not disturb the others', () => {
    const { run, reader, database } = memoryStore();
    for (const host of ['web1', 'web2']) {
      run({ run: `${host}-a`, host, dispatch: 'd1', started: noon, tasks: [['changed', 'base']] });
      run({ run: `${host}-b`, host, dispatch: 'd2', started: noon + 1 });
    }
    run({ run: 'alone', host: 'web1', dispatch: 'd3', started: noon + 2 });
    expect(forgetHost(database, 'web1')).toBe(true);
    expect(forgetHost(database, 'web1')).toBe(false);
    expect(reader.hosts({}, 10).items.map(({ host }) => host)).toEqual(['web2']);
    expect(reader.runs({}, 10).items.map(({ run: id }) => id)).toEqual(['web2-b', 'web2-a']);
    expect(reader.dispatches(10).items.map(({ dispatch, expected, done }) => [dispatch, expected, done])).toEqual([
      ['d2', 1, 1],
      ['d1', 1, 1],
    ]);
    expect(database.get('SELECT count(*) AS n FROM tasks')).toEqual({ n: 2 });
    expect(reader.drift(noon, noon, 1)[0]?.runs).toBe(5);
  });

  it('is a new one when it reports again', () => {
    const { run, reader, database } = memoryStore();
    run({ run: 'old', tasks: [['changed', 'base']] });
    forgetHost(database, 'web1');
    run({ run: 'new', check: true, tasks: [['changed', 'base']] });
    expect(reader.host('web1')).toMatchObject({ state: 'pending', lastRun: { run: 'new' } });
  });
});
