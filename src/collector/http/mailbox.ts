import type { LiveMessage } from './live.ts';

/** Milliseconds: proxies close what is silent for longer. */
const heartbeat = 15_000;
/** Messages that wait for a listener that reads slowly; beyond that it is told to look for itself. */
const room = 200;

/** Messages on their way to one listener. */
export class Mailbox {
  readonly #queue: LiveMessage[] = [];
  #hasEnded = false;
  #wake = (): void => {};

  readonly put = (message: LiveMessage): void => {
    if (this.#queue.length >= room) this.#queue.splice(0, this.#queue.length, { event: 'refresh' });
    else this.#queue.push(message);
    this.#wake();
  };

  readonly end = (): void => {
    this.#hasEnded = true;
    this.#wake();
  };

  /** The messages as they come, and undefined where none has come for a while; until the end. */
  async *messages(): AsyncGenerator<LiveMessage | undefined> {
    while (!this.#hasEnded) {
      const next = this.#queue.shift();
      if (next !== undefined) yield next;
      else if (!(await this.#woken())) yield undefined;
    }
  }

  /** @returns false after a while of silence */
  async #woken(): Promise<boolean> {
    return await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), heartbeat);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}
