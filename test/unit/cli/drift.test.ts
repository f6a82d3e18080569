import { describe, expect, it } from 'vitest';
import { nomadServer, type Route } from '../nomad/nomad-server.ts';
import { recorded } from '../nomad/recorded.ts';
import { run } from './run-command.ts';

describe('drover drift', () => {
  const timer = 'drover-drift/dispatch-1795294917-57abdf88';
  const tick = `${timer}/periodic-1795294980`;
  const stub = {
    Status: 'running',
    Stop: false,
    SubmitTime: 1.795_294_917e18,
    Meta: { COMMIT: 'abc', ROLE: 'all', CHECK: 'true' },
  };
  const jobs = [
    { ...stub, ID: timer, ParentID: 'drover-drift' },
    { ...stub, ID: tick, ParentID: timer, Status: 'dead' },
  ];
  const periodic = { Enabled: true, Spec: '', Specs: ['0 0 L * *'], TimeZone: 'UTC' };
  const job = { ...recorded().job, ID: 'drover-drift', Periodic: periodic };
  const routes: Record<string, Route> = {
    'GET /v1/jobs': { body: jobs },
    'GET /v1/job/drover-drift': { body: job },
    [`GET /v1/job/${timer}`]: { body: job },
    [`GET /v1/job/${tick}/allocations`]: { body: recorded().allocations },
    'POST /v1/job/drover-drift/dispatch': { body: { DispatchedJobID: 'drover-drift/dispatch-2', JobCreateIndex: 1 } },
    [`DELETE /v1/job/${timer}`]: { body: {} },
  };

  it('starts a timer and stops the one it replaces', async () => {
    const { address, asked } = await nomadServer(routes);
    const said = await run({ NOMAD_ADDR: address }, 'drift', 'start', '--commit', 'abc', '--role', 'base,ntp', '--apply');
    expect(said).toMatchObject({
      status: 0,
      out: `started drover-drift/dispatch-2\nstopped ${timer}, which it replaces\n`,
    });
    const meta = asked.find(({ method }) => method === 'POST')?.body ?? '';
    expect(JSON.parse(meta)).toMatchObject({ Meta: { ROLE: 'base,ntp', CHECK: 'false' } });
  });

  it('stops all timers', async () => {
    const { address } = await nomadServer(routes);
    expect(await run({ NOMAD_ADDR: address }, 'drift', 'stop')).toMatchObject({ status: 0, out: `stopped ${timer}\n` });
    const idle = await nomadServer({ 'GET /v1/jobs': { body: [] } });
    expect(await run({ NOMAD_ADDR: idle.address }, 'drift', 'stop')).toMatchObject({ status: 0, out: 'no timer runs\n' });
  });

  it('shows what the last tick found, and with the collector what has drifted', async () => {
    const counts = { ok: 5, changed: 2, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };
    const collector = await nomadServer({
      'GET /api/v1/runs': { body: { items: [{ host: 'node3', recap: counts, message: null }], cursor: null } },
    });
    const { address } = await nomadServer(routes);
    const head = `${timer}
  what       all at commit abc, looks only
  since      2026-11-21 21:01:57 UTC
  next tick  unknown here (0 0 L * * UTC)
  last tick  2026-11-21 21:03:00 UTC, 3 hosts, `;
    expect(await run({ NOMAD_ADDR: address }, 'drift', 'status')).toMatchObject({
      status: 4,
      out: `${head}2 done\n             node2 failed: a task failed (exit code 4)\n`,
    });
    expect((await run({ NOMAD_ADDR: address, DROVER_COLLECTOR: collector.address }, 'drift', 'status')).out).toBe(
      `${head}1 in sync\n             node2 failed: a task failed (exit code 4)\n             node3 drifted: 2 changes\n`,
    );
    const json = await run({ NOMAD_ADDR: address }, 'drift', 'status', '--output', 'json');
    expect(JSON.parse(json.out)).toMatchObject({ timers: [{ id: timer, next: null }] });
  });

  it('says that no timer runs', async () => {
    const { address } = await nomadServer({ 'GET /v1/jobs': { body: [] } });
    expect(await run({ NOMAD_ADDR: address }, 'drift', 'status')).toMatchObject({
      status: 4,
      out: 'no timer runs: drover drift start --commit SHA --role all starts one\n',
    });
  });
});
