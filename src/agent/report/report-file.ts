import { closeSync, openSync, writeSync } from 'node:fs';
import { DroverError } from '../../core/errors.ts';
import type { RunEvent } from '../../core/events.ts';
import { codeOf, reasonOf } from '../../host/io-error.ts';

/** A file that gets every event of a run before anyone else sees it, as one line of JSON each. */
export class ReportFile {
  readonly #path: string;
  readonly #file: number;
  #isBroken = false;

  /** @throws DroverError `USAGE` for a path that cannot be written */
  constructor(path: string) {
    this.#path = path;
    try {
      this.#file = openSync(path, 'w', 0o600);
    } catch (cause) {
      const code = codeOf(cause);
      if (code === undefined) throw cause;
      throw new DroverError('USAGE', `Cannot write the report to "${path}": ${reasonOf(code)}`, {
        hint: 'give a path in a directory that is there',
        cause,
      });
    }
  }

  /** @returns what to warn of when the file takes no more; a report that cannot be written never fails the run */
  write(event: RunEvent): string | undefined {
    if (this.#isBroken) return undefined;
    try {
      writeSync(this.#file, `${JSON.stringify(event)}\n`);
      return undefined;
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      this.#isBroken = true;
      return `Cannot write the report to "${this.#path}": ${reasonOf(code)}; what follows is missing in it`;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}
