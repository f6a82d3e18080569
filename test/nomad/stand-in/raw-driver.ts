import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Driver, Logs } from './driver.ts';
import type { Task } from './task.ts';

const execute = promisify(execFile);

/** Runs tasks as processes of this machine, from an archive: raw_exec with an artifact. */
export class RawDriver implements Driver {
  readonly #running = new Map<string, ChildProcess>();

  async fetch({ artifact, directory }: Task, waits: (event: string) => Promise<void>): Promise<void> {
    if (artifact === undefined) return;
    await waits('Downloading Artifacts');
    const answer = await fetch(artifact.source);
    if (!answer.ok) throw new Error(`failed to download artifact "${artifact.source}": bad response code: ${answer.status}`);
    const archive = join(directory, 'archive.tar.gz');
    writeFileSync(archive, new Uint8Array(await answer.arrayBuffer()));
    const place = join(directory, artifact.destination);
    mkdirSync(place, { recursive: true });
    await execute('tar', ['-xzf', archive, '-C', place]);
  }

  async run(id: string, { command, env, directory }: Task, logs: Logs, started: () => Promise<void>): Promise<number> {
    const [file = '', ...args] = command;
    const program = spawn(join(directory, file), args, { cwd: directory, env, stdio: ['ignore', ...logs] });
    this.#running.set(id, program);
    const ended = once(program, 'exit');
    await started();
    const [code] = await ended;
    this.#running.delete(id);
    return code ?? 137;
  }

  async end(id: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.#running.get(id)?.kill(signal);
  }
}
