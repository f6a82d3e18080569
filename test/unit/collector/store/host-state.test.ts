import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/memory-store.ts';
import { eventsOf, noon, partOf, type ReportOptions } from '../support/report.ts';

/** Applies and checks on one host, one a minute. @returns the states in between */
function statesAfter(...runs: readonly ReportOptions[]): (string | undefined)[] {
  const { run, reader } = memoryStore();
  return runs.map((options, index) => {
    const started = noon + index * 60_000;
    run({ run: `run-${index}`, started, ...options }, started);
    return reader.host('web1')?.state;
  });
}

const changed = [['changed', 'base']] as const;
const ok = [['ok', 'base']] as const;

describe('the state of a host', () => {
  it.each<[string, string, ReportOptions[]]>([
    ['in-sync', 'an apply found nothing to do', [{ tasks: ok }]],
    ['changed', 'an apply changed something', [{ tasks: changed }]],
    ['failed', 'a run failed', [{ tasks: [['failed', 'base']], status: 'failed' }]],
    ['failed', 'a run was interrupted', [{ status: 'interrupted' }]],
    ['drifted', 'a check found a change where an apply had converged', [{ tasks: changed }, { check: true, tasks: changed }]],
    ['in-sync', 'a check found nothing', [{ tasks: changed }, { check: true, tasks: ok }]],
    ['pending', 'a check of a new commit found a change', [{ tasks: changed }, { check: true, commit: 'c2', tasks: changed }]],
    ['pending', 'a check found a change where nothing was applied', [{ check: true, tasks: changed }]],
    ['drifted', 'a check without a commit found a change', [{ check: true, commit: null, tasks: changed }]],
    [
      'pending',
      'a check found a change of a role that was not applied',
      [
        { roles: ['base'], tasks: changed },
        {
          check: true,
          tasks: [
            ['ok', 'base'],
            ['changed', 'nomad'],
          ],
        },
      ],
    ],
    [
      'drifted',
      'a check found a change of a role that the applied one depends on',
      [
        {
          roles: ['base'],
          tasks: [
            ['ok', 'common'],
            ['changed', 'base'],
          ],
        },
        { check: true, tasks: [['changed', 'common']] },
      ],
    ],
    ['changed', 'an apply mended drift', [{ tasks: changed }, { check: true, tasks: changed }, { tasks: changed }]],
    [
      'pending',
      'an apply of another commit failed in between',
      [{ tasks: changed }, { commit: 'c2', status: 'failed' }, { check: true, tasks: changed }],
    ],
  ])('is %s where %s', (state, _, runs) => {
    expect(statesAfter(...runs).at(-1)).toBe(state);
  });

  it('is running until the end is reported', () => {
    const { ingest, reader } = memoryStore();
    ingest(partOf({}, 0, eventsOf().slice(0, 1)));
    expect(reader.host('web1')?.state).toBe('running');
    expect(reader.hostCounts()).toMatchObject({ running: 1, 'in-sync': 0 });
  });

  it('is that of the newest run, whichever comes last', () => {
    const { run, reader } = memoryStore();
    run({ run: 'new', started: noon, tasks: ok });
    run({ run: 'kept on the host', started: noon - 60_000, status: 'failed' });
    expect(reader.host('web1')).toMatchObject({ state: 'in-sync', lastRun: { run: 'new' } });
  });

  it('calls an apply corrective that changes what had converged to its commit', () => {
    const { run, reader } = memoryStore();
    run({ run: 'first', started: noon, tasks: changed });
    run({ run: 'second', started: noon + 1, tasks: changed });
    run({ run: 'third', started: noon + 2, commit: 'c2', tasks: changed });
    expect(['first', 'second', 'third'].map((id) => reader.run(id)?.corrective)).toEqual([false, true, false]);
    expect(reader.drift(noon, noon, 1)).toEqual([{ time: noon, runs: 3, drifted: 1, failed: 0 }]);
  });
});
