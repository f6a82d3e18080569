import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeRunLock } from '../../src/host/lock.ts';
import { killed, started } from '../support/started.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const me = { pid: process.pid, run: 'r2', since: '2026-01-02T03:04:06Z', commit: null, dispatch: null };
const fixture = join(import.meta.dirname, 'fixtures/hold-lock.ts');

describe('the run lock', () => {
  it('names the run that holds it, and what to do', async () => {
    const { program } = await started(fixture, directory);
    try {
      await expect(takeRunLock(me, 120, directory)).rejects.toMatchObject({
        code: 'RUN_LOCKED',
        message:
          `Cannot start the run: run r1 of commit abcdef012345 (dispatch d7), process ${program.pid}, ` +
          `since 2026-01-02T03:04:05Z holds "${directory}/lock", and still did after 0.12 s`,
        hint: expect.stringContaining('--lock-timeout') as string,
      });
    } finally {
      await killed(program);
    }
  });

  it('is free as soon as its holder dies, although a program it started lives on', async () => {
    const { program, line } = await started(fixture, directory);
    const waiting = takeRunLock(me, 10_000, directory);
    await killed(program);
    const lock = await waiting;
    process.kill(Number(line.split(' ')[1]), 'SIGKILL');
    expect(JSON.parse(readFileSync(join(directory, 'lock'), 'utf8'))).toEqual(me);
    lock.release();
    (await takeRunLock(me, 0, directory)).release();
  });
});
