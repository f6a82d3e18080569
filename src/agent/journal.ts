import { closeSync, constants, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HandlerJournal } from '../engine/run-state.ts';
import { syncDirectory } from '../host/files/sync-directory.ts';
import { codeOf, ioError } from '../host/io-error.ts';

/** `owe` begins what a run writes: the handlers that the runs before it left to it. */
interface Entry {
  readonly op: 'owe' | 'intend' | 'settle' | 'finish';
  readonly handlers: readonly string[];
}

/** Where the journal lies on the machine. */
const journalPath = '/var/lib/drover/handlers.jsonl';

/**
 * Keeps which handlers are owed, so that a run that dies loses none: before the first change of a task that notifies,
 * its handlers are written down and on the disk. A run that owes nothing leaves no file.
 */
export class FileJournal implements HandlerJournal {
  readonly #path: string;
  readonly #owedBefore: ReadonlySet<string>;
  readonly #owed: Set<string>;
  #intended = new Set<string>();
  #file: number | undefined;

  /** @throws DroverError `HOST_IO` for a journal that cannot be read: what it owes must not be forgotten */
  constructor(path: string = journalPath) {
    this.#path = path;
    this.#owedBefore = replay(entriesOf(readJournal(path)));
    this.#owed = new Set(this.#owedBefore);
  }

  owed(): readonly string[] {
    return [...this.#owedBefore];
  }

  intend(handlers: readonly string[]): void {
    const fresh = handlers.filter((handler) => !this.#owed.has(handler) && !this.#intended.has(handler));
    if (fresh.length === 0) return;
    this.#append({ op: 'intend', handlers: fresh }, true);
    for (const handler of fresh) this.#intended.add(handler);
  }

  settle(notified: readonly string[]): void {
    if (this.#intended.size === 0 && notified.every((handler) => this.#owed.has(handler))) return;
    this.#append({ op: 'settle', handlers: notified }, false);
    this.#intended = new Set();
    for (const handler of notified) this.#owed.add(handler);
  }

  finish(handler: string): void {
    if (!this.#owed.has(handler)) return;
    this.#append({ op: 'finish', handlers: [handler] }, false);
    this.#owed.delete(handler);
  }

  /** Gives up what earlier runs left and this one, though it ran everything, did not meet. @returns their names */
  abandon(): string[] {
    const left = [...this.#owedBefore].filter((handler) => this.#owed.has(handler));
    for (const handler of left) this.finish(handler);
    return left;
  }

  /** Closes the journal; where nothing is owed any more it goes. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    if (this.#owed.size === 0 && this.#intended.size === 0) rmSync(this.#path, { force: true });
  }

  #append(entry: Entry, durable: boolean): void {
    try {
      const file = this.#file ?? this.#begin();
      writeSync(file, `${JSON.stringify(entry)}\n`);
      if (durable) fsyncSync(file);
    } catch (error) {
      throw ioError('write the journal', this.#path, error);
    }
  }

  /** What the last run may have left half written ends with the newline that comes first. */
  #begin(): number {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    this.#file = openSync(this.#path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    const first: Entry = { op: 'owe', handlers: this.owed() };
    writeSync(this.#file, `\n${JSON.stringify(first)}\n`);
    syncDirectory(dirname(this.#path));
    return this.#file;
  }
}

/** The journal of a check run: nothing is written, and nothing is owed. */
export const noJournal: HandlerJournal = { intend: () => {}, settle: () => {}, finish: () => {}, owed: () => [] };

function readJournal(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw ioError('read the journal', path, error);
  }
}

/** The whole lines of a journal. A run that died while it wrote leaves half a line, before the change it announces. */
export function entriesOf(text: string): Entry[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Entry];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  });
}

/** What the entries leave owed: notified and not finished, or intended by a task that never ended. */
export function replay(entries: readonly Entry[]): Set<string> {
  let owed = new Set<string>();
  let intended = new Set<string>();
  for (const { op, handlers } of entries) {
    const named = new Set(handlers);
    if (op === 'finish') owed = owed.difference(named);
    else if (op === 'intend') intended = intended.union(named);
    else {
      owed = op === 'owe' ? named : owed.union(named);
      intended = new Set();
    }
  }
  return owed.union(intended);
}
