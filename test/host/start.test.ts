import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { repository } from '../support/drover.ts';
import { command } from '../support/fleet.ts';
import { missingForHostRoots } from '../support/host-root.ts';
import { until } from '../support/until.ts';

const missing = missingForHostRoots();
if (missing !== undefined) console.warn(`\nNOT TESTED, npm start: ${missing} is missing\n`);

const place = (label: RegExp, said: string): string => label.exec(said)?.[1] ?? '';

describe.skipIf(missing !== undefined)('npm start', () => {
  let said = '';
  let running: ChildProcess | undefined;

  /** In a group of its own, as a terminal starts it, so that Ctrl-C can be told to all of it. */
  function start(...flags: readonly string[]): Promise<number | null> {
    said = '';
    const program = spawn('sh', [join(repository, 'scripts/start'), ...flags], { detached: true });
    for (const stream of [program.stdout, program.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    running = program;
    return new Promise((resolve) => program.once('close', resolve));
  }

  afterEach(() => {
    if (running?.exitCode === null && running.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
    const root = place(/The host root stays for looking around: (\S+)/, said);
    if (root !== '') command('sh', join(repository, 'test/support/host-root'), '--remove', root);
  });

  it('with --once applies twice, finds the drift and ends', async () => {
    expect(await start('--once'), said).toBe(0);
    const counts = [...said.matchAll(/changed=(\d+)/g)].map(([, count]) => Number(count));
    expect(counts).toEqual([expect.any(Number), 0, expect.any(Number)]);
    expect(counts[0]).toBeGreaterThan(0);
    expect(said.match(/-# altered by hand/g)).toHaveLength(2);
  });

  it('leaves the pages up until Ctrl-C, with the drift on them', async () => {
    const end = start();
    await until(() => said.includes('(Ctrl-C ends)'), 60_000);
    const url = place(/Its pages: (\S+)/, said);
    const page = await (await fetch(`${url}/hosts/node1`)).text();
    expect(page).toContain('drifted');
    if (running?.pid !== undefined) process.kill(-running.pid, 'SIGINT');
    expect(await end).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('says how it is used', async () => {
    expect(await start('--twice')).toBe(3);
    expect(said).toBe('usage: npm start [-- --once]\n');
  });
});
