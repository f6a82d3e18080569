import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CollectorProgram, collectorProgram } from '../support/collector-program.ts';
import { partOf, post } from '../unit/collector/support/report.ts';

const tasks = Array.from({ length: 40 }, (_, n) => [n % 5 === 0 ? 'changed' : 'ok', `role ${n % 3}`] as const);
const reportOf = (number: number): string => partOf({ run: `run-${number}`, host: `host-${number % 50}`, tasks });

function directory(): string {
  const made = mkdtempSync(join(tmpdir(), 'drover-collector-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function start(database: string): Promise<CollectorProgram> {
  const collector = await collectorProgram(database);
  onTestFinished(() => void collector.program.kill('SIGKILL'));
  return collector;
}

/** @returns the status, or undefined where the connection broke */
async function send({ url }: CollectorProgram, token: string, number: number): Promise<number | undefined> {
  try {
    const answer = await fetch(`${url}/api/v1/reports`, post(reportOf(number), token));
    await answer.text();
    return answer.status;
  } catch {
    return undefined;
  }
}

/** The runs that the collector has, with how many tasks each. */
async function runsOf({ url }: CollectorProgram, token: string): Promise<Map<string, number>> {
  const headers = { authorization: `Bearer ${token}` };
  const list = (await (await fetch(`${url}/api/v1/runs?limit=1000`, { headers })).json()) as {
    items: { run: string; tasks: number }[];
  };
  const counted = await Promise.all(
    list.items.map(async ({ run, tasks: said }): Promise<[string, number]> => {
      const page = (await (await fetch(`${url}/api/v1/runs/${run}/tasks?limit=1000`, { headers })).json()) as {
        items: unknown[];
      };
      expect(page.items).toHaveLength(said);
      return [run, said];
    }),
  );
  return new Map(counted);
}

describe('the collector', () => {
  it('that is killed while 200 reports come in has lost none that it acknowledged, and has none twice', async () => {
    const database = join(directory(), 'drover.sqlite');
    const first = await start(database);
    const token = first.token ?? '';
    let acknowledged = 0;
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, number) => {
        const status = await send(first, token, number);
        // In the middle of it.
        if (status === 200) acknowledged += 1;
        if (acknowledged === 20) first.program.kill('SIGKILL');
        return status;
      }),
    );
    const safe = answers.flatMap((status, number) => (status === 200 ? [`run-${number}`] : []));
    expect(safe.length).toBeGreaterThanOrEqual(20);
    expect(safe.length).toBeLessThan(200);

    const second = await start(database);
    const runs = await runsOf(second, token);
    expect(safe.filter((run) => runs.get(run) !== tasks.length)).toEqual([]);
    // Agents send again what was not acknowledged; some of it may have been written all the same.
    const again = await Promise.all(Array.from({ length: 200 }, (_, number) => send(second, token, number)));
    expect(new Set(again)).toEqual(new Set([200]));
    const all = await runsOf(second, token);
    expect([all.size, new Set(all.values())]).toEqual([200, new Set([tasks.length])]);
    expect(await second.end('SIGTERM')).toBe(0);
  });

  it('that is asked to end writes what it has taken', async () => {
    const database = join(directory(), 'drover.sqlite');
    const first = await start(database);
    const token = first.token ?? '';
    const sent = Array.from({ length: 60 }, (_, number) => send(first, token, number));
    await Promise.race(sent);
    expect(await first.end('SIGTERM')).toBe(0);
    const safe = (await Promise.all(sent)).flatMap((status, number) => (status === 200 ? [`run-${number}`] : []));
    const runs = await runsOf(await start(database), token);
    expect(safe.filter((run) => !runs.has(run))).toEqual([]);
  });

  it.skipIf(process.getuid?.() !== 0)('whose disk is full says so, loses nothing, and goes on when there is room', async () => {
    const disk = directory();
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status).toBe(0);
    onTestFinished(() => void spawnSync('umount', ['-l', disk]));
    const collector = await start(join(disk, 'drover.sqlite'));
    const token = collector.token ?? '';
    const statuses: (number | undefined)[] = [];
    while (statuses.length < 2_000 && statuses.at(-1) !== 507) statuses.push(await send(collector, token, statuses.length));
    expect(statuses.at(-1)).toBe(507);
    const answer = await fetch(`${collector.url}/api/v1/reports`, post(reportOf(statuses.length), token));
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
      507,
      '30',
      { error: 'Cannot write to the database: the disk is full', hint: 'make room, or keep fewer runs' },
    ]);
    expect((await runsOf(collector, token)).size).toBe(statuses.length - 1);

    expect(spawnSync('mount', ['-o', 'remount,size=64m', disk]).status).toBe(0);
    expect(await send(collector, token, statuses.length - 1)).toBe(200);
    expect(await send(collector, token, statuses.length)).toBe(200);
    const runs = await runsOf(collector, token);
    expect([runs.size, new Set(runs.values())]).toEqual([statuses.length + 1, new Set([tasks.length])]);
  });
});
