import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Driver, Logs } from './driver.ts';
import type { Task } from './task.ts';

const execute = promisify(execFile);

/** Runs tasks as containers of a Docker daemon. */
export class DockerDriver implements Driver {
  readonly #socket: string;
  readonly #images = new Set<string>();

  /** @param socket the daemon's as a URL */
  constructor(socket: string) {
    this.#socket = socket;
  }

  async fetch({ image }: Task, waits: (event: string) => Promise<void>): Promise<void> {
    if (this.#images.has(image)) return;
    await waits('Driver');
    try {
      await this.#docker('pull', '--quiet', image);
    } catch (error) {
      const { stderr } = error as { readonly stderr: string };
      throw new Error(`Failed to pull \`${image}\`: ${stderr.trim()}`, { cause: error });
    }
    this.#images.add(image);
  }

  async run(id: string, { image, flags, directory }: Task, logs: Logs, started: () => Promise<void>): Promise<number> {
    const cid = join(directory, 'cid');
    const args = ['run', '--rm', '--pull=never', `--name=${nameOf(id)}`, `--cidfile=${cid}`, ...flags, image];
    const attached = spawn('docker', ['--host', this.#socket, ...args], { stdio: ['ignore', ...logs] });
    const ended = once(attached, 'exit');
    while (attached.exitCode === null && !existsSync(cid)) await pause(10);
    await started();
    const [code] = await ended;
    return code ?? 137;
  }

  /** SIGTERM is followed by SIGKILL after what the job allows for. One that has ended is left alone. */
  async end(id: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const how = signal === 'SIGKILL' ? ['rm', '--force'] : ['stop', '--time=30'];
    await this.#docker(...how, nameOf(id)).catch(() => undefined);
  }

  #docker(...args: string[]): Promise<unknown> {
    return execute('docker', ['--host', this.#socket, ...args]);
  }
}

function nameOf(allocation: string): string {
  return `drover-${allocation}`;
}
