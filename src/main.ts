import { writeSync } from 'node:fs';
import { CommanderError } from 'commander';
import { statusOfError } from './agent/exit-status.ts';
import { failureText } from './cli/failure.ts';
import { program } from './cli/program.ts';
import type { Output, Surroundings } from './cli/surroundings.ts';
import { DroverError, exitStatus } from './core/errors.ts';

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());

let status: number = exitStatus.done;
const surroundings: Surroundings = {
  environment: process.env,
  out: output(1),
  err: output(2),
  signal: stop.signal,
  exitWith: (code) => {
    status = code;
  },
};

/** A standard stream, written at once: nothing is lost when the process ends. */
function output(file: 1 | 2): Output {
  const isTerminal = process.getBuiltinModule('node:tty').isatty(file);
  return {
    write: (text) => writeAll(file, text),
    isTerminal,
    get columns() {
      return isTerminal ? (file === 1 ? process.stdout : process.stderr).columns : 79;
    },
  };
}

/** A pipe that is full for a moment says EAGAIN; one whose reader is gone is no reason to stop a run. */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(file, bytes, at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      if (error.code === 'EPIPE') return;
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

function failed(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.invalid;
  if (error instanceof DroverError) {
    surroundings.err.write(failureText(error, bundleArgument()));
    return statusOfError(error);
  }
  surroundings.err.write(`This is a bug in Drover: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitStatus.bug;
}

function bundleArgument(): string | undefined {
  const at = process.argv.indexOf('--bundle');
  return at < 0 ? undefined : process.argv[at + 1];
}

program(surroundings)
  .parseAsync()
  .catch((error: unknown) => {
    status = failed(error);
  })
  .finally(() => process.exit(status));
