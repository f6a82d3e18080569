import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { DroverError } from '../../core/errors.ts';
import { Refusal } from '../refusal.ts';
import type { FromWriter, Kind, Reply, Request, WriterCalls } from './messages.ts';
import { startThread } from './start-thread.ts';

/** What was written in one transaction. */
export interface Commit {
  readonly runs: readonly string[];
  readonly tasks: number;
  readonly ms: number;
}

interface Waiting {
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The one writer of the database, in its own thread, so that no reader waits for it. */
export class Writer extends EventEmitter<{ commit: [Commit]; broken: [Error] }> {
  readonly #thread: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #lastId = 0;
  #isClosing = false;

  private constructor(thread: Worker) {
    super();
    this.#thread = thread;
    this.#ended = new Promise((resolve) => thread.once('exit', () => resolve()));
    thread.on('message', (message: FromWriter) => this.#take(message));
    thread.on('error', (error: Error) => this.#break(error));
    thread.on('exit', () => this.#break(new Error("the writer's thread has ended")));
  }

  /**
   * Starts the writer; the database is there and has its schema afterwards.
   * @throws DroverError `COLLECTOR_DATABASE`
   */
  static async start(database: string): Promise<Writer> {
    const thread = await startThread(database);
    await new Promise<void>((resolve, reject) => {
      thread.once('error', reject);
      thread.once('message', (message: FromWriter) => {
        if (message.kind === 'unusable') reject(new DroverError('COLLECTOR_DATABASE', message.message, { hint: message.hint }));
        else resolve();
      });
    });
    return new Writer(thread);
  }

  /**
   * Asks for something to be written; resolves once it is safe on the disk.
   * @throws Refusal for what the writer refuses, or the disk
   */
  async call<K extends Kind>(kind: K, request: WriterCalls[K]['request']): Promise<WriterCalls[K]['reply']> {
    if (this.#isClosing) throw new Refusal(503, 'Cannot write: the collector is ending', { retryAfter: 5 });
    this.#lastId += 1;
    const message = { kind, id: this.#lastId, request } as Request;
    const reply = new Promise<unknown>((resolve, reject) => this.#waiting.set(message.id, { resolve, reject }));
    this.#thread.postMessage(message);
    return (await reply) as WriterCalls[K]['reply'];
  }

  /** Writes what was asked for before, then ends. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#thread.postMessage({ kind: 'close' });
    await this.#ended;
  }

  #take(message: FromWriter): void {
    if (message.kind !== 'committed') return;
    for (const reply of message.replies) this.#settle(reply);
    this.emit('commit', { runs: message.runs, tasks: message.tasks, ms: message.ms });
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('reply' in reply) waiting?.resolve(reply.reply);
    else if ('bug' in reply) waiting?.reject(new Error(reply.bug));
    else waiting?.reject(new Refusal(reply.refusal.status, reply.refusal.message, reply.refusal));
  }

  #break(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    if (!this.#isClosing) this.emit('broken', error);
    this.#isClosing = true;
  }
}
