import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A Docker daemon of the test's own. */
export interface Docker {
  /** Runs `docker ARGS…` and returns what it printed. */
  run(...args: string[]): string;
  stop(): Promise<void>;
}

/**
 * Starts a daemon that keeps everything below `directory`, with neither a bridge nor iptables, which test machines often
 * forbid. Returns the reason where it does not come up.
 */
export async function startDocker(directory: string): Promise<Docker | string> {
  if (process.getuid?.() !== 0) return 'it needs root';
  if (!isHere('dockerd') || !isHere('buildah')) return 'it needs dockerd and buildah (sh scripts/setup image)';
  mkdirSync(directory, { recursive: true });
  const socket = `unix://${join(directory, 'socket')}`;
  const log = openSync(join(directory, 'log'), 'w');
  const places = ['data-root', 'exec-root', 'pidfile'].map((name) => `--${name}=${join(directory, name)}`);
  const flags = ['--storage-driver=vfs', '--iptables=false', '--ip6tables=false', '--bridge=none', `--host=${socket}`];
  const daemon = spawn('dockerd', [...places, ...flags], { stdio: ['ignore', log, log] });
  const run = (...args: string[]): string => command('docker', ['--host', socket, ...args]);
  for (let left = 60; left > 0 && daemon.exitCode === null; left--) {
    if (spawnSync('docker', ['--host', socket, 'info']).status === 0) return { run, stop: () => stop(daemon, directory) };
    await pause(500);
  }
  await stop(daemon, directory);
  return `dockerd does not come up here, see ${join(directory, 'log')}`;
}

/** Ends the daemon and takes away the mounts that it leaves behind (its containers' network name space). */
async function stop(daemon: ChildProcess, directory: string): Promise<void> {
  if (daemon.exitCode === null) {
    const ended = once(daemon, 'exit');
    daemon.kill();
    await ended;
  }
  const mounts = readFileSync('/proc/mounts', 'utf8').matchAll(/^\S+ (\S+)/gm);
  for (const [, path = ''] of mounts) if (path.startsWith(`${directory}/`)) command('umount', [path]);
}

/** Runs a command and returns what it printed. @throws Error with everything it said */
export function command(file: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const result = spawnSync(file, args, { encoding: 'utf8', env: { ...process.env, ...environment }, maxBuffer: 2 ** 28 });
  if (result.status === 0) return result.stdout;
  throw new Error(`${[file, ...args].join(' ')}: exit code ${result.status}\n${result.stdout}${result.stderr}`, {
    cause: result.error,
  });
}

function isHere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
