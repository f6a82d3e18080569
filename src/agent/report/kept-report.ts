import type { RunEvent } from '../../core/events.ts';
import { codeOf, reasonOf } from '../../host/io-error.ts';
import { PendingReport, type ReportOrigin } from './pending-report.ts';
import { type Spool, spoolName } from './spool.ts';
import type { SpoolFile } from './spool-file.ts';

/**
 * The report of the run that is under way, kept on the machine. The events of an apply run are in its spool as soon as
 * they happen, so that a run that is killed is known of. A check run leaves the machine as it was: its report goes there
 * only if it cannot be delivered.
 */
export class KeptReport {
  readonly pending: PendingReport;
  readonly #name: string;
  readonly #spool: Spool;
  readonly #warn: (message: string) => void;
  #file: SpoolFile | undefined;

  constructor(origin: ReportOrigin, isCheck: boolean, spool: Spool, warn: (message: string) => void) {
    this.pending = new PendingReport(origin);
    this.#name = spoolName(origin.run, isCheck);
    this.#spool = spool;
    this.#warn = warn;
    if (isCheck) return;
    this.#attempt(() => {
      this.#trim();
      this.#file = spool.begin(this.#name, origin);
    });
  }

  /** @returns how many bytes of JSON came to the report */
  add(event: RunEvent): number {
    const lines = this.pending.add(event);
    const file = this.#file;
    if (file !== undefined && !this.#attempt(() => file.append(lines))) this.#close();
    return lines.reduce((sum, line) => sum + line.length, 0);
  }

  /** The collector has it. */
  forget(): void {
    this.#attempt(() => this.#spool.remove(this.#name));
    this.#close();
  }

  /** The collector will have it after another run. @returns whether it could be kept */
  leave(): boolean {
    const isKept = this.#attempt(() => {
      if (this.#file === undefined) this.#spool.keep(this.#name, this.pending);
      else this.#file.sync();
    });
    this.#close();
    this.#attempt(() => this.#trim());
    return isKept;
  }

  /** The collector will never have it. @returns the path where it lies then */
  setAside(): string | undefined {
    let path: string | undefined;
    if (!this.leave()) return path;
    this.#attempt(() => {
      path = this.#spool.setAside(this.#name);
    });
    return path;
  }

  #trim(): void {
    const dropped = this.#spool.trim();
    if (dropped === 0) return;
    this.#warn(
      `Too many reports wait in ${this.#spool.directory} for a collector: the oldest ${dropped} were dropped, check runs first`,
    );
  }

  #close(): void {
    this.#file?.close();
    this.#file = undefined;
  }

  /** Warns where the machine does not do what is asked of its spool. @returns whether it does */
  #attempt(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      this.#warn(`Cannot keep the report in ${this.#spool.directory}: ${reasonOf(code)}`);
      return false;
    }
  }
}
