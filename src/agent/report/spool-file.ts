import { closeSync, constants, fsyncSync, ftruncateSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import type { ReportHead } from '../../core/report.ts';
import { native } from '../../host/native.ts';
import type { PendingReport, ReportOrigin } from './pending-report.ts';

const fresh = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;

/** The file of a run that is under way, locked as long as it is open. */
export class SpoolFile {
  readonly #file: number;
  #length = 0;

  constructor(path: string, origin: ReportOrigin) {
    this.#file = openSync(path, fresh, 0o600);
    try {
      native().lock(this.#file);
      this.append([headLine(origin)]);
    } catch (error) {
      this.close();
      rmSync(path, { force: true });
      throw error;
    }
  }

  /** After an exception the file is as it was before. */
  append(lines: readonly string[]): void {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at, bytes.length - at, this.#length + at);
      this.#length += bytes.length;
    } catch (error) {
      ftruncateSync(this.#file, this.#length);
      throw error;
    }
  }

  /** Waits until all is on the disk. */
  sync(): void {
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Writes a whole report; after an exception there is no file. */
export function writeReport(path: string, { origin, lines }: PendingReport): void {
  const file = openSync(path, fresh, 0o600);
  try {
    writeFileSync(file, `${[headLine(origin), ...lines].join('\n')}\n`);
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function headLine(origin: ReportOrigin): string {
  const head: ReportHead = { ...origin, from: 0 };
  return JSON.stringify(head);
}
