/** What `cached`, `forget`, `remember` and `kept` of a host share: what was read once for the run, by topic, and notes. */
export class Topics {
  readonly #states = new Map<string, Promise<unknown>>();
  readonly #notes = new Map<string, unknown>();

  /** Callers that ask while the first reading is under way wait for that one; a failed reading is not kept. */
  cached<T>(topic: string, read: () => Promise<T>): Promise<T> {
    const known = this.#states.get(topic);
    if (known !== undefined) return known as Promise<T>;
    const state = read();
    this.#states.set(topic, state);
    state.catch(() => {
      if (this.#states.get(topic) === state) this.#states.delete(topic);
    });
    return state;
  }

  forget(topic?: string): void {
    if (topic === undefined) this.#states.clear();
    else this.#states.delete(topic);
  }

  kept<T>(topic: string, make: () => T): T {
    if (!this.#notes.has(topic)) this.#notes.set(topic, make());
    return this.#notes.get(topic) as T;
  }

  remember<T>(topic: string, state: T): void {
    this.#states.set(topic, Promise.resolve(state));
  }
}
