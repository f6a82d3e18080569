// length: the cases share one host root and one server
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/events.ts';
import { repository } from '../support/drover.ts';
import { command, drover, ended, makeFleet, removeFleet, startDrover } from '../support/fleet.ts';
import { copyHostRoot, makeHostRoot, missingForHostRoots, removeHostRoot } from '../support/host-root.ts';
import { hostTree } from '../support/host-tree.ts';
import { NameServer } from '../support/name-server.ts';
import { StandInCollector } from '../support/stand-in-collector.ts';
import { until } from '../support/until.ts';

const missing = missingForHostRoots();
if (missing !== undefined) console.warn(`\nNOT TESTED, reports of real runs: ${missing} is missing\n`);

const commit = '4f2a9c1d';
const copies = `- hosts: all
  gather_facts: false
  tasks:
    - copy: {content: "one\\n", dest: /etc/one}
    - command: env
      changed_when: false
`;
const slow = `- hosts: all
  gather_facts: false
  tasks:
    - copy: {content: x, dest: /etc/begun}
      notify: later
    - command: sleep 1.5
    - copy: {content: x, dest: /etc/two}
  handlers:
    - name: later
      copy: {content: x, dest: /etc/handled}
`;

describe.skipIf(missing !== undefined)('A run with a collector', () => {
  let fresh = '';
  let root = '';
  let bundle = '';
  let collector: StandInCollector;
  beforeAll(() => {
    fresh = makeHostRoot();
  });
  afterAll(() => removeHostRoot(fresh));
  beforeEach(async () => {
    root = copyHostRoot(fresh);
    bundle = makeFleet({ COMMIT: commit, 'site.yml': copies });
    collector = new StandInCollector();
    await collector.start();
  });
  afterEach(async () => {
    await collector.stop();
    removeHostRoot(root);
    removeFleet(bundle);
  });

  const args = (...flags: readonly string[]): string[] => [
    ...['apply', '--bundle', bundle, '--root', root, '--host', 'node1', '--collector', collector.url, ...flags],
  ];
  const site = (text: string): void => writeFileSync(join(bundle, 'site.yml'), text);
  const spooled = (): string[] => {
    const spool = join(root, 'var/lib/drover/spool');
    return existsSync(spool) ? readdirSync(spool) : [];
  };
  const runs = (): RunEvent[][] => [...collector.runs.values()];
  const lastEvent = (): RunEvent | undefined => runs().at(-1)?.at(-1);
  const agent = (environment: Readonly<Record<string, string>>) =>
    drover(['agent'], {
      ...{ DROVER_BUNDLE: bundle, DROVER_ROOT: root, DROVER_HOST: 'node1', DROVER_COLLECTOR: collector.url },
      ...{ NOMAD_META_COMMIT: commit, NOMAD_META_ROLE: 'all', NOMAD_ALLOC_ID: 'alloc-1', DROVER_NODE: 'node-1' },
      ...environment,
    });

  it('reports its facts, its tasks and its end, with the differences if they were asked for', async () => {
    const { code, stderr } = await drover(args('--check'), { DROVER_TOKEN: 'a.b.c' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((await drover(args('--diff'))).code).toBe(0);
    const [check = [], apply = []] = runs();
    const names = ['run_start', 'facts', 'play_start', 'task_start', 'task_end', 'task_start', 'task_end', 'run_end'];
    expect([check, apply].map((events) => events.map(({ event }) => event))).toEqual([names, names]);
    expect(check[1]).toMatchObject({ facts: { distribution: 'Void', pkg_mgr: 'xbps', nodename: expect.any(String) } });
    expect(JSON.stringify(check[4])).not.toContain('one\\n');
    expect(apply[4]).toMatchObject({ diff: [{ before: '', after: 'one\n', afterHeader: '/etc/one' }] });
    expect(collector.parts.length).toBeLessThanOrEqual(6);
    expect(collector.parts[0]?.headers.authorization).toBe('Bearer a.b.c');
    expect(spooled()).toEqual([]);
  });

  it('shows its token to nobody: not to the programs of the machine, the console, the log or the report', async () => {
    const token = 'tell-nobody';
    const run = await drover(args('-v', '-D'), { DROVER_TOKEN: token, DROVER_SHOWN: 'shown' });
    const logged = await agent({ DROVER_TOKEN: token, DROVER_LOG_LEVEL: 'trace' });
    expect(run.stdout).toContain('DROVER_SHOWN=shown');
    expect(collector.parts.every(({ headers }) => headers.authorization === `Bearer ${token}`)).toBe(true);
    expect(JSON.stringify([run, logged, runs()])).not.toContain(token);
    command('sh', '-c', `! grep -r ${token} ${root}/var ${root}/etc`);
  });

  it('proves who it is with the workload identity of its task, which lies outside of the root', async () => {
    const secrets = mkdtempSync(join(tmpdir(), 'drover-secrets-'));
    writeFileSync(join(secrets, 'nomad_drover.jwt'), 'head.claims.signature');
    try {
      expect((await agent({ NOMAD_SECRETS_DIR: secrets, DROVER_TOKEN: 'other' })).code).toBe(0);
      expect(collector.parts.map(({ headers }) => headers.authorization)).toContain('Bearer head.claims.signature');
    } finally {
      rmSync(secrets, { recursive: true });
    }
  });

  it('leaves every byte and every time of the machine as it was if it is a check', async () => {
    const before = hostTree(root, { times: true });
    expect((await drover(args('--check'))).code).toBe(0);
    expect(runs()).toHaveLength(1);
    expect(hostTree(root, { times: true })).toEqual(before);
  });

  it('finds the collector by a name, though the machine has no name servers', async () => {
    const names = new NameServer({ 'collector.example.org': '127.0.0.1' });
    const files = mkdtempSync(join(tmpdir(), 'drover-names-'));
    await names.start('127.0.0.77', 53);
    try {
      writeFileSync(join(files, 'resolv.conf'), 'nameserver 127.0.0.77\nsearch example.org\n');
      writeFileSync(join(files, 'hosts'), '127.0.0.1 written.example.net\n');
      rmSync(join(root, 'etc/hosts'), { force: true });
      rmSync(join(root, 'etc/resolv.conf'), { force: true });
      for (const name of ['collector', 'collector.example.org', 'written.example.net']) {
        const mounts = `mount --bind ${files}/resolv.conf /etc/resolv.conf; mount --bind ${files}/hosts /etc/hosts; exec "$@"`;
        const run = [join(repository, 'scripts/node'), join(repository, 'src/main.ts'), ...args()];
        const other = ['--collector', `http://${name}:${collector.port}`];
        const program = spawn('unshare', ['-m', 'sh', '-ec', mounts, 'sh', ...run, ...other], {
          env: { PATH: process.env['PATH'] },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        expect(await ended(program)).toMatchObject({ code: 0, stderr: '' });
      }
      expect(runs()).toHaveLength(3);
    } finally {
      names.stop();
      rmSync(files, { recursive: true });
    }
  });

  it('leaves its report where the collector is down, and the next run delivers both', async () => {
    await collector.stop();
    const first = await drover(args());
    expect(first.code).toBe(0);
    expect(first.stderr).toMatch(
      /^\[WARNING\]: Cannot report to http:\S+: nothing listens there; the report waits in \/var\/lib\/drover\/spool and goes out with the next run\n$/,
    );
    expect(spooled()).toHaveLength(1);
    await collector.start();
    expect((await drover(args('--check'))).code).toBe(0);
    expect(runs().map((events) => (events[0]?.event === 'run_start' ? events[0].check : undefined))).toEqual([false, true]);
    expect(spooled()).toEqual([]);
  });

  it('is delivered as far as it came by the next run if it was killed', async () => {
    site(slow);
    await collector.stop();
    const program = startDrover(args());
    const end = ended(program);
    await until(() => existsSync(join(root, 'etc/begun')));
    program.kill('SIGKILL');
    await end;
    expect(spooled()).toEqual([expect.stringMatching(/\.apply\.ndjson$/)]);
    await collector.start();
    expect((await drover(args())).code).toBe(0);
    expect(runs().map((events) => [events[0]?.event, events.at(-1)?.event === 'run_end'])).toEqual([
      ['run_start', false],
      ['run_start', true],
    ]);
    expect(spooled()).toEqual([]);
  });

  it('is waited for 5 s at most by a collector that never answers, and no task waits', async () => {
    collector.misbehave = () => 'silence';
    const program = startDrover(args('--output', 'json'));
    let over = 0;
    program.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('run_end')) over = performance.now();
    });
    const { code, stdout, stderr } = await ended(program);
    const waited = performance.now() - over;
    expect(code).toBe(0);
    expect(stderr).toContain('it is too slow; the report waits');
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ event: 'run_end', status: 'done' });
    expect(waited).toBeGreaterThan(4500);
    expect(waited).toBeLessThan(7000);
  });

  it('goes on where the disk is full: it reports, and says what it cannot keep', async () => {
    const state = join(root, 'var/lib/drover');
    mkdirSync(state, { recursive: true });
    command('mount', '-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', state);
    try {
      writeFileSync(join(state, 'fill'), 'x'.repeat(8192));
      const delivered = await drover(args());
      expect(delivered.code).toBe(0);
      expect(delivered.stderr).toBe(
        '[WARNING]: Cannot keep the report in /var/lib/drover/spool: no space is left on the device\n',
      );
      expect(lastEvent()).toMatchObject({ event: 'run_end', status: 'done' });
      await collector.stop();
      const lost = await drover(args());
      expect(lost.code).toBe(0);
      expect(lost.stderr).toContain('nothing listens there; the report is lost');
    } finally {
      command('umount', state);
    }
  });

  it('that was dispatched says who it is for, and that it was refused', async () => {
    const dispatch = { NOMAD_JOB_ID: 'drover/dispatch-200-b' };
    expect((await agent(dispatch)).code).toBe(0);
    expect(collector.parts[0]?.head).toMatchObject({
      ...{ host: 'node1', allocation: 'alloc-1', node: 'node-1', dispatch: 'drover/dispatch-200-b', from: 0 },
    });
    const unknown = await agent({ ...dispatch, DROVER_HOST: 'node9' });
    expect(unknown.code).toBe(5);
    expect(runs()[1]).toMatchObject([
      { event: 'run_start', host: 'node9', commit, dispatch: 'drover/dispatch-200-b' },
      {
        ...{ event: 'run_end', status: 'failed', recap: { failed: 0 } },
        message: expect.stringContaining('HOST_UNKNOWN: Cannot run for host "node9"'),
      },
    ]);
    await collector.stop();
    expect((await agent({ ...dispatch, NOMAD_META_COMMIT: 'other' })).code).toBe(3);
    expect(spooled()).toHaveLength(1);
  });

  it('of an older dispatch is refused, and says so', async () => {
    expect((await agent({ NOMAD_JOB_ID: 'drover/dispatch-200-b' })).code).toBe(0);
    rmSync(join(root, 'etc/one'));
    const late = await agent({ NOMAD_JOB_ID: 'drover/dispatch-100-a' });
    expect(late.code).toBe(5);
    const message =
      'DISPATCH_OLDER: Cannot apply dispatch drover/dispatch-100-a: this host has had drover/dispatch-200-b of 1970-01-01T00:03:20Z, which is newer';
    expect(late.stdout).toBe(`${message}\n  dispatch the commit again if it is the one you want\n`);
    expect(lastEvent()).toMatchObject({ event: 'run_end', status: 'failed', message: expect.stringContaining(message) });
    expect(existsSync(join(root, 'etc/one'))).toBe(false);

    expect((await agent({ NOMAD_JOB_ID: 'drover/dispatch-100-a', NOMAD_META_CHECK: 'true' })).code).toBe(0);
    expect((await drover(args())).code).toBe(0);
    expect((await agent({ NOMAD_JOB_ID: 'drover/dispatch-300-c' })).code).toBe(0);
  });

  it('ends at its deadline after the task that is running, and its handlers stay owed', async () => {
    site(slow);
    const { code, stdout } = await drover(args('--deadline', '0.8'));
    expect(code).toBe(4);
    const message =
      'Interrupted: its deadline of 0.8 s has come; the task that was running has finished, the others have not begun';
    expect(stdout).toContain(message);
    expect(lastEvent()).toMatchObject({ event: 'run_end', status: 'interrupted', message });
    expect(readFileSync(join(root, 'var/lib/drover/handlers.jsonl'), 'utf8')).toContain('later');
    expect(existsSync(join(root, 'etc/two'))).toBe(false);
    expect((await drover(args())).code).toBe(0);
    expect(existsSync(join(root, 'etc/handled'))).toBe(true);
  });

  it('does not wait for a task that goes on 10 s after its deadline', async () => {
    site(slow.replace('sleep 1.5', 'sleep 25'));
    const { code } = await agent({ NOMAD_JOB_ID: 'drover/dispatch-200-b', DROVER_DEADLINE: '1' });
    expect(code).toBe(4);
    expect(lastEvent()).toMatchObject({
      ...{ event: 'run_end', status: 'interrupted' },
      message:
        'Interrupted: its deadline of 1 s has come; the task that is running was not waited for, the others have not begun',
    });
    expect(readFileSync(join(root, 'var/lib/drover/handlers.jsonl'), 'utf8')).toContain('later');
  });

  it.each([
    [['--collector', 'nowhere'], 'USAGE: Cannot report to "nowhere": it is no address of a collector'],
    [['--token-file', '/nowhere'], 'USAGE: Cannot read the token file "/nowhere": there is no such file or directory'],
  ])('is refused with %j before anything is done', async (flags, message) => {
    const run = await drover(args(...flags));
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(message);
    expect(existsSync(join(root, 'etc/one'))).toBe(false);
  });
});
