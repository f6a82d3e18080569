import { constants } from 'node:os';
import type { execa } from 'execa';
import { DroverError } from '../../core/errors.ts';
import type { CommandOptions, CommandResult } from '../../core/host.ts';
import { decodeText } from '../file-text.ts';
import { codeOf, reasonOf } from '../io-error.ts';
import { assertAccepted, commandFailed, quoted } from './failure.ts';
import { type Identity, startAs } from './identity.ts';
import { loadExeca } from './load-execa.ts';

/** Milliseconds between the polite and the hard end of a command that takes too long. */
const patience = 2000;
/** Milliseconds that output may still come after the program's end: a daemon it started may hold the pipes for ever. */
const outputGrace = 1000;

/** What a command needs to know of the host beside its options. */
export interface CommandPlace {
  readonly environment: Readonly<Record<string, string>>;
  readonly identity: Identity | undefined;
  /** Says why a program could not be started although its name was right. */
  readonly explain: (code: string) => string | undefined;
  /** Whether there is a /dev/null to read nothing from. */
  readonly hasNull: boolean;
}

/**
 * Runs a program to its end, in a process group of its own.
 *
 * @throws DroverError `HOST_MISSING` when there is no such program, `COMMAND_FAILED` for an exit code that `accept`
 *   has not, a program that cannot be started, or one that took longer than `timeout`
 */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions,
  place: CommandPlace,
): Promise<CommandResult> {
  const { execa } = await loadExeca();
  const argv = [file, ...args];
  const start = (): Program => startProgram(execa, file, args, options, place);
  const program = withUmask(options.umask, () => startAs(place.identity, start));
  const ended = await untilEnd(program, options.timeout);
  if (ended.startError !== undefined) throw startFailure(argv, ended.startError, place);
  const result = { argv, code: ended.code, stdout: ended.stdout, stderr: ended.stderr };
  if (ended.isLate)
    throw commandFailed(result, `it took longer than ${(options.timeout ?? 0) / 1000} s`, undefined, 'COMMAND_LATE');
  return assertAccepted(result, options.accept ?? [0]);
}

type Program = ReturnType<typeof startProgram>;

// The program is there when this returns: execa starts it before it gives its promise.
function startProgram(run: typeof execa, file: string, args: readonly string[], options: CommandOptions, place: CommandPlace) {
  return run(file, args, {
    cwd: options.cwd ?? '/',
    env: environmentOf(options, place),
    extendEnv: false,
    reject: false,
    ...inputOf(options, place),
    encoding: 'buffer',
    buffer: false,
    detached: true,
    cleanup: false,
  });
}

function inputOf(options: CommandOptions, place: CommandPlace): { input: string | Uint8Array } | { stdin: 'ignore' } {
  if (options.input !== undefined) return { input: options.input };
  return place.hasNull ? { stdin: 'ignore' } : { input: '' };
}

export function environmentOf(options: CommandOptions, place: CommandPlace): Record<string, string> {
  const user = place.identity?.user;
  const own = user === undefined ? {} : { HOME: user.home, USER: user.name, LOGNAME: user.name, SHELL: user.shell || '/bin/sh' };
  return { ...place.environment, ...own, ...options.env };
}

function withUmask<T>(umask: number | undefined, start: () => T): T {
  if (umask === undefined) return start();
  const before = process.umask(umask);
  try {
    return start();
  } finally {
    process.umask(before);
  }
}

interface Ended {
  /** The exit code; a signal's number below zero, as Python has it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly isLate: boolean;
  readonly startError: unknown;
}

async function untilEnd(program: Program, timeout: number | undefined): Promise<Ended> {
  const stdout = collect(program.stdout);
  const stderr = collect(program.stderr);
  const limit = timeLimit(program, timeout);
  const exit = await exitOf(program);
  const isLate = limit.stop();
  if (exit.error === undefined) await within(outputGrace, Promise.all([stdout.end, stderr.end]));
  program.stdout?.destroy();
  program.stderr?.destroy();
  return { code: exit.code, stdout: stdout.text(), stderr: stderr.text(), isLate, startError: exit.error };
}

function exitOf(program: Program): Promise<{ code: number; error: unknown }> {
  return new Promise((resolve) => {
    program.nodeChildProcess.once('error', (error) => resolve({ code: -1, error }));
    // A program that Node refuses to start at all (too many arguments) has no events, only a result.
    void program.then((result) => {
      if (result.exitCode === undefined && result.signal === undefined) resolve({ code: -1, error: result.cause ?? result });
    });
    program.nodeChildProcess.once('exit', (code, signal) => {
      resolve({ code: code ?? -(signal === null ? 1 : constants.signals[signal]), error: undefined });
    });
  });
}

function collect(stream: NodeJS.ReadableStream | null): { end: Promise<void>; text: () => string } {
  const chunks: Uint8Array[] = [];
  stream?.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const end = new Promise<void>((resolve) => {
    if (stream === null) resolve();
    stream?.once('close', () => resolve());
  });
  return { end, text: () => decodeText(Buffer.concat(chunks)) };
}

/** Waits for `work`, but no longer than so many milliseconds. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}

/** Ends a program's whole group after so many milliseconds, politely first; `stop` says whether it came to that. */
function timeLimit(program: Program, milliseconds: number | undefined): { stop: () => boolean } {
  const { pid } = program;
  if (milliseconds === undefined || pid === undefined) return { stop: () => false };
  let isLate = false;
  let hard: NodeJS.Timeout | undefined;
  const soft = setTimeout(() => {
    isLate = true;
    signalGroup(pid, 'SIGTERM');
    hard = setTimeout(() => signalGroup(pid, 'SIGKILL'), patience);
  }, milliseconds);
  const stop = (): boolean => {
    clearTimeout(soft);
    clearTimeout(hard);
    if (isLate) signalGroup(pid, 'SIGKILL');
    return isLate;
  };
  return { stop };
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

export function startFailure(argv: readonly string[], error: unknown, place: CommandPlace): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const why = place.explain(code);
  if (why === undefined && code === 'ENOENT') {
    return new DroverError('HOST_MISSING', `Cannot run ${quoted(argv.slice(0, 1))}: there is no such program on the host`, {
      cause: error,
    });
  }
  return new DroverError('COMMAND_FAILED', `Cannot run ${quoted(argv)}: ${why ?? reasonOf(code)}`, { cause: error });
}
