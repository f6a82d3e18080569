import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Programs that were started and have not ended. */
const running = new Set<Service>();
process.once('exit', () => {
  // Tests that are broken off.
  for (const service of running) service.endGroup('SIGTERM');
});

/** A program that stays up while the tests run, with a log of its own. It ends with them at the latest. */
export class Service {
  readonly log: string;
  readonly #process: ChildProcess;

  private constructor(log: string, process: ChildProcess) {
    this.log = log;
    this.#process = process;
    running.add(this);
    // The second where there is no such program.
    for (const event of ['exit', 'error']) process.once(event, () => running.delete(this));
  }

  /** Starts it and waits until it answers. @throws Error with the end of its log where it ends or does not answer in 60 s */
  static async start(log: string, command: readonly string[], answers: () => Promise<boolean>): Promise<Service> {
    const [file = '', ...args] = command;
    const fd = openSync(log, 'a');
    const service = new Service(log, spawn(file, args, { stdio: ['ignore', fd, fd], detached: true }));
    closeSync(fd);
    for (const end = Date.now() + 60_000; Date.now() < end && running.has(service); await pause(100)) {
      if (await answers()) return service;
    }
    await service.stop();
    throw new Error(`${command.join(' ')}: it does not come up\n${readFileSync(log, 'utf8').slice(-2000)}`);
  }

  /** Ends it, with SIGTERM as an operator would, with SIGKILL as a power cut, and whatever it leaves behind. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (!running.has(this)) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill(signal);
    await ended;
    this.endGroup('SIGKILL');
  }

  endGroup(signal: NodeJS.Signals): void {
    if (this.#process.pid === undefined) return;
    try {
      process.kill(-this.#process.pid, signal);
    } catch (error) {
      // Nobody is left.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
