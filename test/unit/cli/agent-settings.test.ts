import { describe, expect, it } from 'vitest';
import { agentSettings } from '../../../src/cli/agent-settings.ts';

const needed = { NOMAD_META_COMMIT: 'abc', NOMAD_META_ROLE: 'all' };
const defaults = {
  commit: 'abc',
  roles: undefined,
  check: false,
  diff: false,
  limit: undefined,
  tags: [],
  dispatch: undefined,
  host: undefined,
  bundle: '/bundle',
  root: '/host',
  collector: undefined,
  deadline: undefined,
};

describe('the settings of a dispatched run', () => {
  it.each([
    [{}, {}],
    [{ NOMAD_META_ROLE: 'base, chrony' }, { roles: ['base', 'chrony'] }],
    [{ NOMAD_META_ROLE: 'base,all' }, {}],
    [
      { NOMAD_META_CHECK: 'true', NOMAD_META_DIFF: '1' },
      { check: true, diff: true },
    ],
    [{ NOMAD_META_CHECK: 'no', NOMAD_META_DIFF: 'False' }, {}],
    [
      { NOMAD_META_LIMIT: 'web:!node3', NOMAD_META_TAGS: 'config,ntp' },
      { limit: 'web:!node3', tags: ['config', 'ntp'] },
    ],
    [{ NOMAD_META_CHECK: '', NOMAD_META_DIFF: '', NOMAD_META_LIMIT: '', NOMAD_META_TAGS: '', DROVER_HOST: '' }, {}],
    [
      { NOMAD_JOB_ID: 'drover/dispatch-1-2', DROVER_HOST: 'node1' },
      { dispatch: 'drover/dispatch-1-2', host: 'node1' },
    ],
    [
      { DROVER_COLLECTOR: 'http://c:1', DROVER_DEADLINE: '900' },
      { collector: 'http://c:1', deadline: 900_000 },
    ],
    [
      { DROVER_BUNDLE: '/b', DROVER_ROOT: '/' },
      { bundle: '/b', root: '/' },
    ],
  ])('of %j', (given, settings) => {
    expect(agentSettings({ ...needed, ...given })).toEqual({ ...defaults, ...settings });
  });

  it.each([
    [{ NOMAD_META_COMMIT: '' }, 'Cannot start the agent: the environment has no NOMAD_META_COMMIT'],
    [{ NOMAD_META_ROLE: ' ' }, 'Cannot start the agent: the environment has no NOMAD_META_ROLE'],
    [{ NOMAD_META_CHECK: 'maybe' }, 'Cannot start the agent: NOMAD_META_CHECK is "maybe"'],
    [{ DROVER_DEADLINE: '-1' }, 'Cannot start the run: DROVER_DEADLINE is "-1"'],
    [{ DROVER_DEADLINE: '15m' }, 'Cannot start the run: DROVER_DEADLINE is "15m"'],
  ])('refuses %j', (given, message) => {
    expect(() => agentSettings({ ...needed, ...given })).toThrow(expect.objectContaining({ code: 'USAGE', message }));
  });
});
