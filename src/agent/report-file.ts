import { closeSync, openSync, writeSync } from 'node:fs';
import { DroverError } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';

/** A file that gets every event of a run before anyone else sees it, as one line of JSON each. */
export class ReportFile {
  readonly #file: number;

  /** @throws DroverError `USAGE` for a path that cannot be written */
  constructor(path: string) {
    try {
      this.#file = openSync(path, 'w', 0o600);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new DroverError('USAGE', `Cannot write the report to "${path}": ${why}`, {
        hint: 'give a path in a directory that is there',
        cause,
      });
    }
  }

  write(event: RunEvent): void {
    writeSync(this.#file, `${JSON.stringify(event)}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}
