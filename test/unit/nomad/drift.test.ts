import { describe, expect, it } from 'vitest';
import { NomadClient } from '../../../src/nomad/client.ts';
import { type DriftRequest, driftTimers, startDrift, stopDrift } from '../../../src/nomad/drift.ts';
import { connectionTo, nomadServer, type Route } from './nomad-server.ts';
import { recorded } from './recorded.ts';

const request: DriftRequest = {
  job: 'drover-drift',
  commit: '1a2b3c4',
  roles: undefined,
  check: true,
  diff: true,
  limit: undefined,
  tags: [],
};
const periodic = { Enabled: true, Spec: '', Specs: ['0 * * * *', '30 6 * * *'], TimeZone: 'UTC' };
const parent = { ...recorded().job, ID: 'drover-drift', Periodic: periodic };
const timer = 'drover-drift/dispatch-1795294917-57abdf88';
const newer = 'drover-drift/dispatch-1795294918-beab9fdc';

const stub = (ID: string, change: object = {}) => ({
  ID,
  ParentID: 'drover-drift',
  Status: 'running',
  Stop: false,
  SubmitTime: 1_795_294_917_000_000_000,
  Meta: { COMMIT: 'old', ROLE: 'all', CHECK: 'true', DIFF: 'true' },
  ...change,
});
const ticks = [1_795_294_920, 1_795_294_980].map((time) =>
  stub(`${timer}/periodic-${time}`, { ParentID: timer, Status: 'dead', SubmitTime: time * 1e9 }),
);
const jobs = [
  stub(timer),
  ...ticks,
  stub('drover-drift/dispatch-1-stopped', { Stop: true }),
  stub('drover-drift/dispatch-2-dead', { Status: 'dead' }),
];

async function nomad(change: Record<string, Route> = {}) {
  const server = await nomadServer({
    'GET /v1/jobs': { body: jobs },
    'GET /v1/job/drover-drift': { body: parent },
    [`GET /v1/job/${timer}`]: { body: { ...parent, ID: timer, ParentID: 'drover-drift' } },
    [`GET /v1/job/${timer}/periodic-1795294980/allocations`]: { body: recorded().allocations },
    'POST /v1/job/drover-drift/dispatch': { body: { DispatchedJobID: newer, EvalID: '', JobCreateIndex: 9 } },
    [`DELETE /v1/job/${timer}`]: { body: {} },
    ...change,
  });
  return { client: new NomadClient(connectionTo(server, { NOMAD_TOKEN: 'secret' })), asked: server.asked };
}

const signal = new AbortController().signal;

describe('drift start', () => {
  it('starts a timer, then stops those it replaces', async () => {
    const { client, asked } = await nomad();
    expect(await startDrift(client, request, signal)).toEqual({ timer: newer, stopped: [timer] });
    const writes = asked.filter(({ method }) => method !== 'GET');
    expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/job/drover-drift/dispatch',
      `DELETE /v1/job/${timer}`,
    ]);
    expect(JSON.parse(writes[0]?.body ?? '')).toMatchObject({
      Meta: { COMMIT: '1a2b3c4', ROLE: 'all', CHECK: 'true', DIFF: 'true' },
    });
  });

  it('says that two timers run where the older one cannot be stopped', async () => {
    const { client } = await nomad({ [`DELETE /v1/job/${timer}`]: { status: 403, body: 'Permission denied' } });
    await expect(startDrift(client, request, signal)).rejects.toMatchObject({
      code: 'NOMAD_DENIED',
      message: expect.stringMatching(
        new RegExp(`^Cannot stop job "${timer}": the ACL token lacks submit-job .*; the new timer ${newer} runs beside it$`),
      ),
    });
  });

  it('starts nothing with a job that is not periodic', async () => {
    const { client, asked } = await nomad({ 'GET /v1/job/drover-drift': { body: { ...parent, Periodic: null } } });
    await expect(startDrift(client, request, signal)).rejects.toMatchObject({
      message: 'Cannot start a timer with job "drover-drift": it is not periodic',
    });
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('drift stop', () => {
  it('stops every timer that runs', async () => {
    const { client } = await nomad();
    expect(await stopDrift(client, 'drover-drift')).toEqual([timer]);
  });

  it('finds nothing to stop', async () => {
    const { client } = await nomad({ 'GET /v1/jobs': { body: [] } });
    expect(await stopDrift(client, 'drover-drift')).toEqual([]);
  });
});

describe('drift status', () => {
  const now = Date.UTC(2026, 10, 21, 21, 3);

  it('shows timers with the next tick and what the last one found', async () => {
    const { client } = await nomad();
    const [found, ...more] = await driftTimers(client, 'drover-drift', now);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      id: timer,
      commit: 'old',
      role: 'all',
      check: true,
      started: 1_795_294_917_000,
      crons: ['0 * * * *', '30 6 * * *'],
      timeZone: 'UTC',
      next: Date.UTC(2026, 10, 21, 22),
      lastTick: { id: `${timer}/periodic-1795294980`, time: 1_795_294_980_000 },
    });
    expect(found?.lastTick?.hosts.map(({ host, state }) => `${host} ${state}`)).toEqual([
      'node1 done',
      'node2 failed',
      'node3 done',
    ]);
  });

  it.each([
    [{ ...periodic, Specs: null, Spec: '15 * * * *' }, Date.UTC(2026, 10, 21, 21, 15)],
    [{ ...periodic, Specs: ['0 0 L * *'] }, null],
    [{ ...periodic, Enabled: false }, null],
    [null, null],
  ])('with %j tells the next tick', async (Periodic, next) => {
    const { client } = await nomad({
      'GET /v1/jobs': { body: [stub(timer)] },
      [`GET /v1/job/${timer}`]: { body: { ...parent, Periodic } },
    });
    expect(await driftTimers(client, 'drover-drift', now)).toMatchObject([{ next, lastTick: null }]);
  });
});
