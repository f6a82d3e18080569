import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../image/docker.ts';
import { unmountBelow } from './mounts.ts';
import { Service } from './service.ts';

/** A Docker daemon of the tests' own. */
export interface DockerDaemon {
  /** Its socket as a URL. */
  readonly socket: string;
  /** Runs `docker ARGS…` and returns what it printed. */
  run(...args: string[]): string;
  stop(): Promise<void>;
}

/**
 * Starts one that keeps everything below `directory`, with neither a bridge nor iptables, which test machines often forbid.
 * It chooses how it stores layers itself: with vfs alone a container takes a second longer to start.
 */
export async function startDockerDaemon(directory: string): Promise<DockerDaemon> {
  mkdirSync(directory);
  const socket = `unix://${join(directory, 'socket')}`;
  const places = ['data-root', 'exec-root', 'pidfile'].map((name) => `--${name}=${join(directory, name)}`);
  const flags = ['--iptables=false', '--ip6tables=false', '--bridge=none', `--host=${socket}`];
  const run = (...args: string[]): string => command('docker', ['--host', socket, ...args]);
  const answers = async (): Promise<boolean> => {
    try {
      run('info');
      return true;
    } catch {
      return false;
    }
  };
  const service = await Service.start(join(directory, 'log'), ['dockerd', ...places, ...flags], answers);
  const stop = async (): Promise<void> => {
    await service.stop();
    unmountBelow(directory);
  };
  return { socket, run, stop };
}
