import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply, finished, startApply } from '../support/drover.ts';
import { copyHostRoot, makeHostRoot, missingForHostRoots, removeHostRoot } from '../support/host-root.ts';
import { hostTree } from '../support/host-tree.ts';

const moments = 20;
const host = 'node1';
/** Drover's own files, and the stand-ins' notes: a handler may run twice where the first time was not written down. */
const passedOver = ['/var/lib/drover', '/run/drover', '/var/db/sv-stub', '/var/db/xbps-stub/log', '/var/db/xbps-stub/syncs'];

const missing = missingForHostRoots();
if (missing !== undefined) console.warn(`\nNOT TESTED, a run that is killed: ${missing} is missing\n`);

/** Numbers from 0 up to 1 that a seed brings back (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const handled = (root: string): string[] => [
  ...new Set(readFileSync(join(root, 'var/db/sv-stub/log'), 'utf8').trim().split('\n')),
];

/** Waits for what the killed run had started: a command outlives the program that waits for it. */
async function quiet(root: string): Promise<void> {
  const works = (pid: string): boolean => {
    try {
      return readlinkSync(`/proc/${pid}/root`) === root;
    } catch {
      return false;
    }
  };
  for (let tries = 0; tries < 500 && readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && works(pid)); tries++)
    await sleep(20);
}

/** Resolves when the run says its first word: it has read its bundle and begins to work. Or when it ends without one. */
const begun = (program: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => {
    program.stdout?.once('data', resolve);
    program.once('close', resolve);
  });

describe.skipIf(missing !== undefined)('A first run that is killed', () => {
  const seed = Number(process.env['DROVER_SEED'] ?? Date.now() % 1_000_000);
  const random = randomNumbers(seed);
  let fresh = '';
  let whole = '';
  let duration = 0;

  beforeAll(async () => {
    console.log(`moments of death from seed ${seed} (DROVER_SEED=${seed} repeats them)`);
    fresh = makeHostRoot();
    whole = copyHostRoot(fresh);
    const program = startApply(whole, host);
    const end = finished(program);
    await begun(program);
    const start = performance.now();
    const run = await end;
    duration = performance.now() - start;
    expect(run.code, run.stderr).toBe(0);
  });
  afterAll(() => {
    removeHostRoot(fresh);
    removeHostRoot(whole);
  });

  let killed = 0;
  it.each(Array.from({ length: moments }, (_, index) => index + 1))(
    'is made good by one more run: every byte is there and every handler ran (death %i of 20)',
    async () => {
      const root = copyHostRoot(fresh);
      try {
        const program = startApply(root, host);
        const end = finished(program);
        const moment = random() * duration;
        await begun(program);
        const timer = setTimeout(() => program.kill('SIGKILL'), moment);
        const first = await end;
        clearTimeout(timer);
        killed += Number(first.signal === 'SIGKILL');
        await quiet(root);
        const at = `seed ${seed}, killed after ${moment.toFixed()} of ${duration.toFixed()} ms and ${first.tasks.length} tasks`;

        const second = await apply(root, host);
        expect(second.code, `${at}\n${second.stderr}`).toBe(0);
        expect(hostTree(root, { without: passedOver }), at).toEqual(hostTree(whole, { without: passedOver }));
        expect(handled(root).sort(), at).toEqual(handled(whole).sort());
      } finally {
        removeHostRoot(root);
      }
    },
  );

  it('really was killed in most cases', () => {
    expect(killed).toBeGreaterThanOrEqual(moments / 2);
  });
});
