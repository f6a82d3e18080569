import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nomadServer } from '../nomad/nomad-server.ts';
import { dispatchId, routesOf } from '../nomad/recorded.ts';
import { run } from './run-command.ts';

const bundle = mkdtempSync(join(tmpdir(), 'drover-nomad-commands-'));
writeFileSync(join(bundle, 'hosts'), '[web]\nnode1\nnode2\n');
writeFileSync(join(bundle, 'site.yml'), '- hosts: all\n  tasks:\n    - ping:\n');
afterAll(() => rmSync(bundle, { recursive: true }));

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
    [['--commit', 'abc1234', '--role', 'all'], 'with "abc1234": the whole SHA is wanted: git rev-parse abc1234'],
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
