import type { HostReader } from '../core/host.ts';
import type { JobEnd, Jobs } from '../core/jobs.ts';

interface Job {
  ended: JobEnd | undefined;
}

/** The jobs of one run. They are parts of this process: the run ends when the last of them has. */
export class BackgroundJobs implements Jobs {
  readonly #host: HostReader;
  readonly #known = new Map<string, Job>();
  readonly #running = new Set<Promise<void>>();
  readonly #errors: unknown[] = [];

  constructor(host: HostReader) {
    this.#host = host;
  }

  /** A new job's name, of the form that Ansible gives it. */
  name(): string {
    return `j${Math.floor(Math.random() * 1e12)}.${process.pid}`;
  }

  /** @returns the new job's name */
  add(work: Promise<JobEnd>): string {
    const id = this.name();
    const job: Job = { ended: undefined };
    this.#known.set(id, job);
    const running = work
      .then((end) => {
        job.ended = end;
      })
      .catch((error: unknown) => {
        this.#errors.push(error);
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
    return id;
  }

  find(id: string): { readonly ended: JobEnd | undefined } | undefined {
    this.#assertSound();
    return this.#known.get(id);
  }

  erase(id: string): void {
    this.#known.delete(id);
  }

  file(id: string): string {
    const home = this.#host.users().find(({ uid }) => uid === 0)?.home ?? '/root';
    return `${home}/.ansible_async/${id}`;
  }

  /** Waits for every job, also those that were erased. */
  async allEnded(): Promise<void> {
    await Promise.all(this.#running);
    this.#assertSound();
  }

  /** What a job threw is a bug, or an interruption: it ends the run as it would in a task that is waited for. */
  #assertSound(): void {
    if (this.#errors.length > 0) throw this.#errors[0];
  }
}
