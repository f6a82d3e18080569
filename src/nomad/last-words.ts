import { DroverError } from '../core/errors.ts';
import type { NomadClient } from './client.ts';
import type { HostRun } from './host-run.ts';

/** Hosts whose logs are looked into: where many fail like this, they fail for one reason. */
const most = 10;
/** Bytes from the end of a log. */
const tail = 8192;

/** Reads from a task's log why the agent refused to run, which its exit code does not say. */
export class LastWords {
  readonly #client: NomadClient;
  readonly #task: string;
  #left = most;

  constructor(client: NomadClient, task: string) {
    this.#client = client;
    this.#task = task;
  }

  /** The run with the agent's own message, where it ended with 3 or 5 and the token may read logs. */
  async with(run: HostRun, signal: AbortSignal): Promise<HostRun> {
    if (run.allocation === null || run.state !== 'failed' || !(run.exit === 3 || run.exit === 5) || this.#left === 0) return run;
    this.#left -= 1;
    const words = await this.#words(run.allocation, signal);
    return words === undefined ? run : { ...run, message: `${words} (exit code ${run.exit})` };
  }

  async #words(allocation: string, signal: AbortSignal): Promise<string | undefined> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(2000)]);
    try {
      return refusalIn(await this.#client.log(allocation, this.#task, tail, limit));
    } catch (error) {
      if (!(error instanceof DroverError)) throw error;
      // Without the right to read logs, or a client that answers, the exit code has to do.
      this.#left = 0;
      return undefined;
    }
  }
}

/** The first line that is an error of Drover's. */
export function refusalIn(log: string): string | undefined {
  return log.split('\n').find((line) => /^(\S+: )?[A-Z]+(_[A-Z]+)*: Cannot /.test(line));
}
