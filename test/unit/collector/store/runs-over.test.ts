import { describe, expect, it } from 'vitest';
import { endRuns, registerDispatch, sweep } from '../../../../src/collector/store/runs-over.ts';
import { type MemoryStore, memoryStore } from '../support/memory-store.ts';
import { eventsOf, noon, partOf } from '../support/report.ts';

const dispatch = 'drover/dispatch-1';
const hosts = [{ host: 'web1', node: 'n1', allocation: 'a1' }, { host: 'web2', node: 'n2', allocation: 'a2' }, { host: 'web3' }];

function registered(): MemoryStore {
  const store = memoryStore();
  const request = {
    dispatch,
    commit: 'c1',
    roles: ['base'],
    check: false,
    by: 'ann',
    started: noon,
    deadline: noon + 60_000,
    hosts,
  };
  registerDispatch(store.database, request, noon);
  return store;
}

describe('a dispatch', () => {
  it('knows who reported, and how', () => {
    const { run, reader } = registered();
    run({ run: 'r1', host: 'web1', dispatch, started: noon + 1 });
    run({ run: 'r2', host: 'web2', dispatch, started: noon + 1, status: 'failed' });
    run({ run: 'r4', host: 'web4', dispatch, started: noon + 1 });
    expect(reader.dispatch(dispatch)).toMatchObject({ by: 'ann', expected: 3, reported: 3, done: 2, failed: 1, silent: 0 });
    expect(reader.dispatchHosts(dispatch, {}, 10).items.map(({ host, expected, run: of }) => [host, expected, of?.run])).toEqual([
      ['web1', true, 'r1'],
      ['web2', true, 'r2'],
      ['web3', true, undefined],
      ['web4', false, 'r4'],
    ]);
    expect(reader.dispatchHosts(dispatch, { only: 'missing' }, 10).items.map(({ host }) => host)).toEqual(['web3']);
  });

  it('registers itself by its runs, and takes the registration that comes after', () => {
    const { run, reader, database } = memoryStore();
    run({ host: 'web1', dispatch, started: noon + 1 });
    expect(reader.dispatch(dispatch)).toMatchObject({ by: null, expected: 1, reported: 1, done: 1 });
    const request = { dispatch, commit: 'c1', roles: [], check: false, by: 'ann', started: noon, deadline: noon + 1, hosts };
    registerDispatch(database, request, noon);
    expect(reader.dispatch(dispatch)).toMatchObject({ by: 'ann', expected: 3, reported: 1, done: 1 });
  });

  it('loses a run whose allocation is over, and takes its end when it comes after all', () => {
    const { ingest, run, reader, database } = registered();
    const options = { run: 'r1', host: 'web1', dispatch, allocation: 'a1', started: noon + 1 };
    ingest(partOf(options, 0, eventsOf(options).slice(0, 2)));
    expect(endRuns(database, { dispatch, allocation: 'a1' }, noon + 5)).toBe(1);
    expect(reader.run('r1')).toMatchObject({ status: 'lost', tasks: 1 });
    expect(reader.host('web1')?.state).toBe('failed');
    expect(reader.dispatch(dispatch)).toMatchObject({ failed: 1, done: 0 });
    expect(reader.drift(noon, noon, 1)[0]).toMatchObject({ runs: 1, failed: 1 });

    run(options);
    expect(reader.run('r1')).toMatchObject({ status: 'done', tasks: 1 });
    expect(reader.host('web1')?.state).toBe('in-sync');
    expect(reader.dispatch(dispatch)).toMatchObject({ failed: 0, done: 1 });
    expect(reader.drift(noon, noon, 1)[0]).toMatchObject({ runs: 1, failed: 0 });
  });

  it('calls a host silent that did not report, until it does', () => {
    const { run, reader, database } = registered();
    expect(endRuns(database, { dispatch, hosts: ['web3'] }, noon + 5)).toBe(1);
    expect(reader.host('web3')).toMatchObject({ state: 'silent', lastRun: undefined });
    expect(reader.dispatch(dispatch)).toMatchObject({ silent: 1, reported: 0 });
    run({ run: 'r3', host: 'web3', dispatch, started: noon + 6 });
    expect(reader.host('web3')?.state).toBe('in-sync');
    expect(reader.dispatch(dispatch)).toMatchObject({ silent: 0, reported: 1 });
  });

  it('waits for nobody beyond its deadline, nor for a run that nothing is heard of', () => {
    const { ingest, reader, database } = registered();
    const options = { run: 'r1', host: 'web1', dispatch, started: noon + 1 };
    ingest(partOf(options, 0, eventsOf(options).slice(0, 1)));
    expect(sweep(database, noon - 1, noon + 30_000)).toBe(0);
    expect(sweep(database, noon + 1, noon + 90_000)).toBe(3);
    expect(reader.hostCounts()).toMatchObject({ failed: 1, silent: 2 });
    expect(sweep(database, noon + 1, noon + 90_000)).toBe(0);
  });

  it('does not call a host silent that a later run has shown', () => {
    const { run, reader, database } = registered();
    run({ run: 'by hand', host: 'web1', started: noon + 10 });
    endRuns(database, { dispatch, allocation: 'a1' }, noon + 20);
    expect(reader.host('web1')?.state).toBe('in-sync');
  });

  it('that is not known is refused', () => {
    expect(() => endRuns(memoryStore().database, { dispatch: 'x', hosts: ['a'] }, noon)).toThrow(
      expect.objectContaining({ status: 404 }),
    );
  });
});
