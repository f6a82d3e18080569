import { fstatSync, writeSync } from 'node:fs';
import { Excerpts } from './cli/excerpts.ts';
import { failed } from './cli/failed.ts';
import { program } from './cli/program.ts';
import type { Output, Surroundings } from './cli/surroundings.ts';
import { exitStatus } from './core/errors.ts';
import { leaveAtOnce } from './host/native.ts';

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => interrupt());

let status: number = exitStatus.done;
const surroundings: Surroundings = {
  environment: process.env,
  out: output(1),
  err: output(2),
  signal: stop.signal,
  excerpts: new Excerpts(),
  exitWith: (code) => {
    status = code;
  },
};

/** The first time asks the run to end after its task; the second time ends the program. */
function interrupt(): void {
  if (stop.signal.aborted) process.exit(exitStatus.taskFailed);
  stop.abort();
}

/**
 * A standard stream. A run that only finds everything in order never waits for anything, and its output goes out in
 * pieces of some size; what is left goes out whenever the process waits, and at its end.
 */
function output(file: 1 | 2): Output {
  let pending = '';
  const flush = (): void => {
    if (pending !== '') writeAll(file, pending);
    pending = '';
  };
  process.on('exit', flush);
  return {
    write: (text) => {
      if (pending === '') setImmediate(flush);
      pending += text;
      if (pending.length > 16_384) flush();
    },
    get isTerminal() {
      return isTerminal(file);
    },
    get columns() {
      return isTerminal(file) ? (file === 1 ? process.stdout : process.stderr).columns : 79;
    },
  };
}

/** The number of /dev/null. */
const nullDevice = 0x103;

/** A file or a pipe is known to be none without node:tty, which takes 4 ms to load. */
function isTerminal(file: 1 | 2): boolean {
  const { rdev } = fstatSync(file);
  return rdev !== 0 && rdev !== nullDevice && process.getBuiltinModule('node:tty').isatty(file);
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    const written = writeSome(file, bytes, at);
    if (written < 0) return;
    at += written;
  }
}

/** A pipe that is full for a moment takes nothing; one whose reader is gone (-1) is no reason to stop a run. */
function writeSome(file: number, bytes: Uint8Array, at: number): number {
  try {
    return writeSync(file, bytes, at);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EAGAIN') return 0;
    if (code === 'EPIPE') return -1;
    throw error;
  }
}

const args = process.argv.slice(2);
program(args, surroundings)
  .then((command) => command.parseAsync())
  .catch((error: unknown) => {
    status = failed(error, args, surroundings);
  })
  .finally(() => {
    // After all others who want to know of the end.
    process.once('exit', () => leaveAtOnce(status));
    process.exit(status);
  });
