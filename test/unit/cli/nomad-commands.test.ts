import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Excerpts } from '../../../src/cli/excerpts.ts';
import { failed } from '../../../src/cli/failed.ts';
import { program } from '../../../src/cli/program.ts';
import { nomadServer, type Route } from '../nomad/nomad-server.ts';
import { dispatchId, recorded, routesOf } from '../nomad/recorded.ts';

const bundle = mkdtempSync(join(tmpdir(), 'drover-nomad-commands-'));
writeFileSync(join(bundle, 'hosts'), '[web]\nnode1\nnode2\n');
writeFileSync(join(bundle, 'site.yml'), '- hosts: all\n  tasks:\n    - ping:\n');
afterAll(() => rmSync(bundle, { recursive: true }));

interface Said {
  status: number;
  out: string;
  err: string;
}

async function run(environment: Readonly<Record<string, string>>, ...args: string[]): Promise<Said> {
  const said: Said = { status: 0, out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    write: (text: string) => {
      said[name] += text;
    },
    isTerminal: false,
    columns: 79,
  });
  const signal = new AbortController().signal;
  const exitWith = (status: number) => {
    said.status = status;
  };
  const surroundings = { environment, out: output('out'), err: output('err'), signal, excerpts: new Excerpts(), exitWith };
  try {
    await (await program(args, surroundings)).parseAsync(args, { from: 'user' });
  } catch (error) {
    said.status = failed(error, args, surroundings);
  }
  return said;
}

const recap = `DISPATCH RECAP ${'*'.repeat(64)}`;

describe('drover dispatch', () => {
  it('shows every change of a host, and a table at the end', async () => {
    const { address } = await nomadServer(routesOf());
    const { status, out } = await run(
      { NOMAD_ADDR: address, NOMAD_TOKEN: 's' },
      'dispatch',
      '--commit',
      'abc',
      '--role',
      'fail',
      '--wait',
    );
    expect(status).toBe(4);
    expect(out).toBe(`${dispatchId}: fail at commit abc, 3 hosts expected
pending: [node3]
pending: [node2]
pending: [node1]
placed on 3 of 3 hosts
failed: [node2] in 0.0 s: a task failed (exit code 4)
running: [node1]
running: [node3]
done: [node3] in 1.0 s
done: [node1] in 1.0 s

${recap}
node1                      : done
node3                      : done
node2                      : failed: a task failed (exit code 4)
`);
  });

  it('shows the counts of the runs where the collector has them', async () => {
    const counts = { ok: 5, changed: 2, unreachable: 0, failed: 1, skipped: 0, rescued: 0, ignored: 0 };
    const runs = [{ host: 'node2', recap: counts, message: 'Cannot write /etc/x: no space left' }];
    const collector = await nomadServer({
      'POST /api/v1/dispatches': { body: {} },
      [`POST /api/v1/dispatches/${dispatchId}/over`]: { body: {} },
      'GET /api/v1/runs': ({ query }) => ({ body: { items: query.get('dispatch') === dispatchId ? runs : [], cursor: null } }),
    });
    const nomad = await nomadServer(routesOf());
    const environment = {
      NOMAD_ADDR: nomad.address,
      NOMAD_TOKEN: 's',
      DROVER_COLLECTOR: `${collector.address}/`,
      DROVER_TOKEN: 't',
    };
    const { out } = await run(environment, 'dispatch', '--commit', 'abc', '--role', 'fail', '--wait');
    expect(out.split('\n').slice(-4)).toEqual([
      'node1                      : done',
      'node3                      : done',
      expect.stringMatching(/^node2 +: ok=5 +changed=2 .* ignored=0 failed: Cannot write \/etc\/x: no space left$/),
      '',
    ]);
  });

  it('prints events as lines of JSON', async () => {
    const { address } = await nomadServer(routesOf());
    const { out } = await run(
      { NOMAD_ADDR: address },
      'dispatch',
      '--commit',
      'abc',
      '--role',
      'all',
      '--wait',
      '--output',
      'json',
    );
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
    expect(events.map(({ event }) => event).filter((event, index, all) => event !== all[index - 1])).toEqual([
      'dispatched',
      'host',
      'placed',
      'host',
      'end',
    ]);
    expect(events.at(-1)).toMatchObject({
      dispatch: dispatchId,
      end: 'done',
      status: 4,
      hosts: [{}, { host: 'node2', exit: 4 }, {}],
    });
  });

  it('looks up roles and hosts in a checkout before anything starts', async () => {
    const nomad = await nomadServer(routesOf());
    const environment = { NOMAD_ADDR: nomad.address };
    const dispatch = (...flags: string[]) =>
      run(environment, 'dispatch', '--commit', 'abc', '--bundle', bundle, '--wait', ...flags);
    expect(await dispatch('--role', 'bsae')).toMatchObject({
      status: 3,
      err: expect.stringContaining('USAGE: Cannot apply role "bsae": no play of site.yml uses it'),
    });
    expect(await dispatch('--role', 'all', '--limit', 'web:!node1:!node2')).toMatchObject({
      status: 3,
      err: `USAGE: Cannot dispatch to "web:!node1:!node2": no host of the inventory fits\n  drover inventory --bundle ${bundle} lists hosts and groups\n`,
    });
    expect(nomad.asked).toEqual([]);
    expect((await dispatch('--role', 'all', '--limit', 'node1')).status).toBe(4);
  });

  it.each<[string[], string]>([
    [['--role', 'all'], "required option '--commit <sha>' not specified"],
    [['--commit', 'a b', '--role', 'all'], 'Cannot use option "--commit <sha>" with "a b": a commit is wanted'],
    [['--commit', 'a', '--role', 'all', '--timeout', '0'], 'Cannot use option "--timeout <seconds>" with "0"'],
  ])('refuses %j', async (flags, message) => {
    expect(await run({}, 'dispatch', ...flags)).toMatchObject({ status: 3, err: expect.stringContaining(message) });
  });

  it('says that Nomad cannot be reached', async () => {
    const environment = { NOMAD_ADDR: 'http://127.0.0.1:1' };
    expect(await run(environment, 'dispatch', '--commit', 'a', '--role', 'all')).toMatchObject({
      status: 6,
      err: expect.stringMatching(
        /^NOMAD_UNREACHABLE: Cannot .*: Nomad at http:\/\/127\.0\.0\.1:1 cannot be reached: nothing listens there\n/,
      ),
    });
  });
});

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

describe('drover doctor', () => {
  const image = (registry: string) => ({
    ...recorded().job,
    TaskGroups: [
      {
        Name: 'host',
        Tasks: [{ Name: 'drover', Driver: 'docker', Config: { image: `${registry}/drover:\${NOMAD_META_COMMIT}` } }],
      },
    ],
  });

  async function doctor(registry: Record<string, Route>, ...flags: string[]): Promise<Said> {
    const place = await nomadServer(registry);
    const { address } = await nomadServer({
      'GET /v1/status/leader': { body: '"x"' },
      'GET /v1/job/drover': { body: image(new URL(place.address).host) },
    });
    return run({ NOMAD_ADDR: address }, 'doctor', '--jobs', bundle, ...flags);
  }

  it.each<[Record<string, Route>, string[], RegExp]>([
    [
      { 'GET /v2/drover/tags/list': { body: { name: 'drover', tags: ['abc', 'def'] } } },
      [],
      /^ok {3}registry +127\.0\.0\.1:\d+ answers\nok {3}image +127\.0\.0\.1:\d+\/drover has 2 images; --commit SHA looks for one$/m,
    ],
    [
      { 'GET /v2/drover/tags/list': { status: 404, body: {} } },
      [],
      /^warn image +\S+ has no image of any commit yet\n +drover release$/m,
    ],
    [{ 'GET /v2/drover/manifests/abc': { body: {} } }, ['--commit', 'abc'], /^ok {3}image +\S+\/drover:abc is there$/m],
    [
      { 'GET /v2/drover/manifests/abc': { status: 404, body: {} } },
      ['--commit', 'abc'],
      /^FAIL image +there is no \S+\/drover:abc\n +drover release --commit abc$/m,
    ],
    [{ 'GET /v2/drover/tags/list': { status: 401, body: {} } }, [], /^FAIL registry +\S/m],
  ])('looks into the registry: %j', async (routes, flags, expected) => {
    const { out } = await doctor(routes, ...flags);
    expect(out).toMatch(expected);
  });

  it('prints findings as lines of JSON', async () => {
    const { status, out } = await run({ NOMAD_ADDR: 'http://127.0.0.1:1' }, 'doctor', '--output', 'json');
    expect(status).toBe(6);
    expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({
      check: 'nomad',
      status: 'fail',
      mend: 'NOMAD_ADDR says where Nomad is',
      unreachable: true,
    });
  });
});
