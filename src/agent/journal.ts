import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HandlerJournal } from '../engine/run-state.ts';

interface Entry {
  readonly op: 'intend' | 'settle' | 'finish';
  readonly handlers: readonly string[];
}

/** Where the journal lies on the machine. */
export const journalPath = '/var/lib/drover/handlers.jsonl';

/**
 * Keeps which handlers are owed, so that a run that dies loses none: before the first change of a task that notifies,
 * its handlers are written down and on the disk. A run that owes nothing leaves no file.
 */
export class FileJournal implements HandlerJournal {
  readonly #path: string;
  readonly #owedBefore: readonly string[];
  readonly #owed: Set<string>;
  #intended = new Set<string>();
  #file: number | undefined;

  constructor(path: string = journalPath) {
    this.#path = path;
    this.#owedBefore = [...replay(readEntries(path))];
    this.#owed = new Set(this.#owedBefore);
  }

  owed(): readonly string[] {
    return this.#owedBefore;
  }

  intend(handlers: readonly string[]): void {
    const fresh = handlers.filter((handler) => !this.#owed.has(handler));
    if (fresh.length === 0) return;
    for (const handler of fresh) this.#intended.add(handler);
    this.#append({ op: 'intend', handlers: fresh }, true);
  }

  settle(notified: readonly string[]): void {
    if (this.#intended.size === 0 && notified.every((handler) => this.#owed.has(handler))) return;
    this.#intended = new Set();
    for (const handler of notified) this.#owed.add(handler);
    this.#append({ op: 'settle', handlers: notified }, false);
  }

  finish(handler: string): void {
    if (!this.#owed.delete(handler)) return;
    this.#append({ op: 'finish', handlers: [handler] }, false);
  }

  /** Closes the journal; where nothing is owed any more it goes. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    if (this.#owed.size === 0 && this.#intended.size === 0) rmSync(this.#path, { force: true });
  }

  #append(entry: Entry, durable: boolean): void {
    if (this.#file === undefined) {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      this.#file = openSync(this.#path, 'a', 0o600);
    }
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    if (durable) fsyncSync(this.#file);
  }
}

/** The journal of a check run: nothing is written, and nothing is owed. */
export const noJournal: HandlerJournal = { intend: () => {}, settle: () => {}, finish: () => {}, owed: () => [] };

function readEntries(path: string): Entry[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  // A run that died while it wrote leaves half a line at the end.
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Entry);
}

/** What the entries leave owed: notified and not finished, or intended by a task that never ended. */
export function replay(entries: readonly Entry[]): Set<string> {
  const owed = new Set<string>();
  let intended = new Set<string>();
  for (const { op, handlers } of entries) {
    if (op === 'intend') for (const handler of handlers) intended.add(handler);
    else if (op === 'finish') for (const handler of handlers) owed.delete(handler);
    else {
      intended = new Set();
      for (const handler of handlers) owed.add(handler);
    }
  }
  return owed.union(intended);
}
