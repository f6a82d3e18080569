import type { RunEvent } from '../../core/events.ts';
import { pause } from '../../core/pause.ts';
import { type Delivery, deliver } from './deliver.ts';
import { KeptReport } from './kept-report.ts';
import type { ReportOrigin } from './pending-report.ts';
import type { PostReport } from './post-report.ts';
import { sendSpooled } from './send-spooled.ts';
import type { Spool } from './spool.ts';

export interface ReporterOptions {
  readonly post: PostReport;
  readonly spool: Spool;
  readonly nomad: Pick<ReportOrigin, 'allocation' | 'node'>;
  /** Where the collector is, for messages. */
  readonly collector: string;
  /** Told of what goes wrong: reporting never fails a run. */
  readonly warn: (message: string) => void;
  /** Milliseconds between two parts of a long run. */
  readonly interval: number;
  /** Milliseconds that the run waits for at its end. */
  readonly patience: number;
}

/** Bytes of JSON that go out before it is time. */
const partBytes = 1024 * 1024;
/** Milliseconds after which a run says that it has begun: one that only finds everything in order is over by then. */
const startNotice = 250;

/**
 * Reports a run: takes its events, sends them beside the tasks, and waits for the collector a bounded time at the end.
 * What earlier runs could not deliver goes out before.
 */
export class Reporter {
  readonly #options: ReporterOptions;
  readonly #stop = new AbortController();
  #report: KeptReport | undefined;
  #first: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<Delivery> | undefined;
  #unsent = 0;
  /** Why the collector will never take this report. */
  #unusable: string | undefined;

  constructor(options: ReporterOptions) {
    this.#options = options;
  }

  /** Whether the run has begun. */
  get isBegun(): boolean {
    return this.#report !== undefined;
  }

  write(event: RunEvent): void {
    if (event.event === 'run_start') this.#begin(event);
    this.#unsent += this.#report?.add(event) ?? 0;
    if (this.#unsent > partBytes) void this.#send();
  }

  /** Delivers what is left, and keeps what cannot be delivered. */
  async end(): Promise<void> {
    clearTimeout(this.#first);
    clearInterval(this.#timer);
    const report = this.#report;
    if (report === undefined) return;
    const timer = setTimeout(() => this.#stop.abort(), this.#options.patience);
    const last = await this.#sendRest(report);
    clearTimeout(timer);
    const { collector, spool, warn } = this.#options;
    const cannot = `Cannot report to ${collector}`;
    if (this.#unusable !== undefined) {
      const path = report.setAside();
      warn(`${cannot}: ${this.#unusable}${path === undefined ? '' : `; the report is set aside as ${path}`}`);
    } else if (report.pending.isDelivered) report.forget();
    else {
      const why = last.kind === 'delivered' ? 'it is too slow' : last.why;
      const later = `the report waits in ${spool.directory} and goes out with the next run`;
      warn(`${cannot}: ${why}; ${report.leave() ? later : 'the report is lost'}`);
    }
  }

  #begin({ run, host, dispatch, check }: Extract<RunEvent, { event: 'run_start' }>): void {
    const { nomad, spool, warn, interval } = this.#options;
    this.#report = new KeptReport({ report: 1, run, host, ...nomad, dispatch }, check, spool, warn);
    this.#first = setTimeout(() => void this.#send(), startNotice);
    this.#timer = setInterval(() => void this.#send(), interval);
  }

  /** Sends what there is; where that is under way, waits for it. */
  #send(): Promise<Delivery> {
    this.#sending ??= this.#sendOnce()
      .catch(bugInReporting)
      .finally(() => {
        this.#sending = undefined;
      });
    return this.#sending;
  }

  async #sendOnce(): Promise<Delivery> {
    const { post, spool, warn } = this.#options;
    this.#unsent = 0;
    const earlier = await sendSpooled({ spool, post, warn }, this.#stop.signal);
    if (earlier.kind !== 'delivered' || this.#report === undefined || this.#unusable !== undefined) return earlier;
    const done = await deliver(this.#report.pending, post, this.#stop.signal);
    if (done.kind === 'unusable') this.#unusable = done.why;
    return done;
  }

  /** What is left at the end, until the collector has it, cannot be reached or was waited for long enough. */
  async #sendRest({ pending }: KeptReport): Promise<Delivery> {
    let last = await this.#send();
    while (!pending.isDelivered && this.#unusable === undefined && !this.#stop.signal.aborted) {
      if (last.kind === 'busy') await this.#pause(last.seconds);
      else if (last.kind !== 'delivered') break;
      if (!this.#stop.signal.aborted) last = await this.#send();
    }
    return last;
  }

  /** Waits about so long, since others were told the same, but no longer than the run's patience lasts. */
  #pause(seconds: number): Promise<void> {
    const { signal } = this.#stop;
    const milliseconds = Math.min(Math.max(seconds * 1000, 100), this.#options.patience) * (0.75 + Math.random() / 2);
    return pause(milliseconds, signal);
  }
}

/** Even that fails no run. */
function bugInReporting(error: unknown): Delivery {
  return { kind: 'unreachable', why: `this is a bug in Drover: ${error instanceof Error ? error.stack : String(error)}` };
}
