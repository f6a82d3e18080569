import type { RunEvent } from '../../core/events.ts';
import type { ReportHead } from '../../core/report.ts';
import { eventLines } from './fitting-events.ts';

/** A report's head without the place that a part of it begins at. */
export type ReportOrigin = Omit<ReportHead, 'from'>;

/** Bytes of JSON that a report may have: a run with thousands of large differences. */
const mostBytes = 32 * 1024 * 1024;

/** A report that is being made or sent: its events as they travel, a line each. */
export class PendingReport {
  readonly origin: ReportOrigin;
  readonly lines: string[] = [];
  /** How many of its events the collector has. */
  delivered = 0;
  #room: number;

  constructor(origin: ReportOrigin, room: number = mostBytes) {
    this.origin = origin;
    this.#room = room;
  }

  get isDelivered(): boolean {
    return this.delivered >= this.lines.length;
  }

  /**
   * Takes an event. Where the report is full one says so in its place, and only the end of the run is taken after that.
   * @returns the lines that came to the report
   */
  add(event: RunEvent): string[] {
    const wasFull = this.#room < 0;
    const lines = eventLines(event);
    this.#room -= lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
    const taken = this.#room >= 0 || event.event === 'run_end' ? lines : wasFull ? [] : [fullLine];
    this.lines.push(...taken);
    return taken;
  }
}

const full: RunEvent = {
  event: 'warning',
  message: `The report of this run is larger than ${mostBytes / 1024 / 1024} MB: what follows is missing in it`,
};
const fullLine = JSON.stringify(full);
