import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncDirectory } from '../../host/files/sync-directory.ts';
import { codeOf } from '../../host/io-error.ts';
import { native } from '../../host/native.ts';
import type { PendingReport, ReportOrigin } from './pending-report.ts';
import { SpoolFile, writeReport } from './spool-file.ts';
import { parseSpooled } from './spooled-report.ts';

export interface SpoolLimits {
  readonly files: number;
  readonly bytes: number;
}

/** A file that waits, locked until it is closed; `report` is undefined where it is damaged. */
export interface Spooled {
  readonly report: PendingReport | undefined;
  close(): void;
}

const usualLimits: SpoolLimits = { files: 500, bytes: 64 * 1024 * 1024 };
/** `20261121T203657Z-0a1b2c3d.check.ndjson`: names sort by time. */
const waiting = /\.(apply|check)\.ndjson$/;

/**
 * The reports that wait on the machine for a collector, each in a file that the process at work on it holds locked: what
 * nobody holds is of a run that is over.
 */
export class Spool {
  readonly directory: string;
  readonly #limits: SpoolLimits;

  constructor(directory: string, limits: SpoolLimits = usualLimits) {
    this.directory = directory;
    this.#limits = limits;
  }

  /** The names of what waits, oldest first. */
  waiting(): string[] {
    return this.#names().filter((name) => waiting.test(name));
  }

  /** @returns undefined for a file that another process is at work on, or that is gone */
  take(name: string): Spooled | undefined {
    const path = join(this.directory, name);
    const file = openIfThere(path);
    if (file === undefined) return undefined;
    if (!native().lock(file) || fstatSync(file).nlink === 0) {
      closeSync(file);
      return undefined;
    }
    return { report: parseSpooled(readFileSync(file, 'utf8')), close: () => closeSync(file) };
  }

  remove(name: string): void {
    rmSync(join(this.directory, name), { force: true });
  }

  /** Puts a file out of the way of the others, for a person to look at. @returns its new path */
  setAside(name: string): string {
    const path = join(this.directory, `${name}.bad`);
    renameSync(join(this.directory, name), path);
    return path;
  }

  /** Begins the file of a run that is under way; what it appends there outlives it. */
  begin(name: string, origin: ReportOrigin): SpoolFile {
    return this.#place(name, (path) => new SpoolFile(path, origin));
  }

  /** Keeps a report, whole and on the disk. */
  keep(name: string, report: PendingReport): void {
    this.#place(name, (path) => writeReport(path, report));
    syncDirectory(this.directory);
  }

  /**
   * Drops what is too much: files that were set aside before reports of check runs, those before the others, each oldest
   * first. What a process is at work on stays.
   * @returns how many reports were dropped
   */
  trim(): number {
    const files = this.#names().flatMap((name) => {
      const size = lstatSync(join(this.directory, name), { throwIfNoEntry: false })?.size;
      return size === undefined ? [] : [{ name, size, rank: rankOf(name) }];
    });
    let count = files.length;
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    let dropped = 0;
    for (const { name, size, rank } of files.sort((a, b) => a.rank - b.rank)) {
      if (count <= this.#limits.files && bytes <= this.#limits.bytes) break;
      if (!this.#drop(name)) continue;
      count -= 1;
      bytes -= size;
      dropped += Number(rank > 0);
    }
    return dropped;
  }

  #drop(name: string): boolean {
    const path = join(this.directory, name);
    const file = openIfThere(path);
    if (file === undefined) return true;
    const isFree = native().lock(file);
    if (isFree) rmSync(path, { force: true });
    closeSync(file);
    return isFree;
  }

  #names(): string[] {
    try {
      return readdirSync(this.directory).sort();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Makes a file under another name first, so that nobody finds half of it. */
  #place<T>(name: string, make: (path: string) => T): T {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    const path = join(this.directory, name);
    const made = make(`${path}.new`);
    renameSync(`${path}.new`, path);
    return made;
  }
}

/** The name of a run's file. */
export function spoolName(run: string, isCheck: boolean): string {
  return `${run}.${isCheck ? 'check' : 'apply'}.ndjson`;
}

function rankOf(name: string): number {
  const kind = waiting.exec(name)?.[1];
  return kind === undefined ? 0 : kind === 'check' ? 1 : 2;
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
