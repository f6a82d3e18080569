import { closeSync, constants, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { DroverError } from '../core/errors.ts';
import { ioError } from './io-error.ts';
import { native } from './native.ts';

/** Who holds the run lock. */
export interface LockHolder {
  readonly pid: number;
  readonly run: string;
  /** ISO 8601. */
  readonly since: string;
  readonly commit: string | null;
  readonly dispatch: string | null;
}

export interface RunLock {
  release(): void;
}

/** Milliseconds of a clock that nobody sets. */
const uptime = (): number => Number(process.hrtime.bigint()) / 1e6;

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Milliseconds between two tries. */
const pause = 50;

/**
 * Takes the lock that lets one run at a time change the machine. The kernel releases it when this process dies; the
 * programs it starts do not inherit it. After `enterRoot`, since it is the machine's lock and not the container's.
 *
 * @param timeout milliseconds to wait for another run
 * @param signal ends the waiting
 * @throws DroverError `RUN_LOCKED` that names the holder, `INTERRUPTED`
 */
export async function takeRunLock(
  holder: LockHolder,
  timeout: number,
  directory = lockDirectory(),
  signal?: AbortSignal,
): Promise<RunLock> {
  const path = `${directory}/lock`;
  const fd = openLock(directory, path);
  const end = uptime() + timeout;
  try {
    while (!native().lock(fd)) {
      if (signal?.aborted === true) throw interrupted(path);
      if (uptime() >= end) throw lockedError(path, timeout);
      await sleep(Math.max(1, Math.min(pause, end - uptime())));
    }
    const text = Buffer.from(`${JSON.stringify(holder)}\n`);
    writeSync(fd, text, 0, text.length, 0);
    // In this order the file system need not give back its block and take it again, which took half a millisecond.
    ftruncateSync(fd, text.length);
  } catch (error) {
    closeSync(fd);
    throw error instanceof DroverError ? error : ioError('take the run lock', path, error);
  }
  return { release: () => closeSync(fd) };
}

/** `/run` is empty after a start, as a lock's place should be; an image that is not running may have none. */
function lockDirectory(): string {
  return existsSync('/run') ? '/run/drover' : '/var/lib/drover';
}

function openLock(directory: string, path: string): number {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o755 });
    return openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o644);
  } catch (error) {
    throw ioError('take the run lock', path, error);
  }
}

function lockedError(path: string, timeout: number): DroverError {
  const holder = readHolder(path);
  const who = holder === undefined ? 'another run' : describe(holder);
  const waited = timeout === 0 ? '' : `, and still did after ${timeout / 1000} s`;
  return new DroverError('RUN_LOCKED', `Cannot start the run: ${who} holds "${path}"${waited}`, {
    hint: 'wait for it to end, or give it longer with --lock-timeout; the lock of a run that died is free by itself',
    result: { holder },
  });
}

function interrupted(path: string): DroverError {
  return new DroverError('INTERRUPTED', `Cannot start the run: it was asked to stop while it waited for "${path}"`);
}

function describe(holder: LockHolder): string {
  const commit = holder.commit === null ? '' : ` of commit ${holder.commit.slice(0, 12)}`;
  const dispatch = holder.dispatch === null ? '' : ` (dispatch ${holder.dispatch})`;
  return `run ${holder.run}${commit}${dispatch}, process ${holder.pid}, since ${holder.since}`;
}

/** Undefined while the holder has not written its name yet. */
function readHolder(path: string): LockHolder | undefined {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text) as LockHolder;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
