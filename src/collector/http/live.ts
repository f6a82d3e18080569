import type { Reader, RunRow } from '../model.ts';
import { Refusal } from '../refusal.ts';

/** What a listener wants to hear of; nothing: all runs. */
export interface LiveFilter {
  readonly run?: string | undefined;
  readonly host?: string | undefined;
  readonly dispatch?: string | undefined;
}

export type LiveMessage = { readonly event: 'run'; readonly run: RunRow } | { readonly event: 'refresh' };

type Tell = (message: LiveMessage) => void;

/** Milliseconds between two messages about one run. */
const pace = 500;
/** Runs that one round tells of one by one; of more it says that there are many. */
const told = 100;
const listenersAtMost = 500;

/** Tells listeners which runs have changed. While nobody listens nothing is read. */
export class Live {
  readonly #reader: Reader;
  readonly #listeners = new Map<symbol, { readonly filter: LiveFilter; readonly tell: Tell; readonly end: () => void }>();
  #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Takes note of runs that have changed. */
  note(runs: readonly string[]): void {
    if (this.#listeners.size === 0) return;
    for (const run of runs) this.#changed.add(run);
    if (this.#changed.size > 0) this.#timer ??= setTimeout(() => this.#round(), pace);
  }

  /**
   * @param end called when there is nothing to listen to any more
   * @returns what ends the listening
   * @throws Refusal (503) where too many listen
   */
  listen(filter: LiveFilter, tell: Tell, end: () => void): () => void {
    if (this.#listeners.size >= listenersAtMost) {
      throw new Refusal(503, 'Cannot tell live events: too many listen already', { retryAfter: 60 });
    }
    const listener = Symbol('listener');
    this.#listeners.set(listener, { filter, tell, end });
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const { end } of this.#listeners.values()) end();
    this.#listeners.clear();
  }

  #round(): void {
    this.#timer = undefined;
    const changed = [...this.#changed];
    this.#changed = new Set();
    const rows = changed.slice(0, told).flatMap((run) => this.#reader.run(run) ?? []);
    for (const { filter, tell } of this.#listeners.values()) {
      for (const run of rows) if (concerns(run, filter)) tell({ event: 'run', run });
      if (changed.length > told) tell({ event: 'refresh' });
    }
  }
}

function concerns(row: RunRow, { run, host, dispatch }: LiveFilter): boolean {
  if (run !== undefined && row.run !== run) return false;
  if (host !== undefined && row.host !== host) return false;
  return dispatch === undefined || row.dispatch === dispatch;
}
