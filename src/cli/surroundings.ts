import type { Excerpts } from './excerpts.ts';

/** What a command may use of the process it runs in; `main` hands in the real one. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  /** Aborted when the process is asked to stop. */
  readonly signal: AbortSignal;
  /** Where the lines that errors point at are read. */
  readonly excerpts: Excerpts;
  /** The status to leave with once all is written. */
  exitWith(status: number): void;
}

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Width of the terminal, 79 where there is none. */
  readonly columns: number;
}
