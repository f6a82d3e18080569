/** What `cached`, `forget` and `remember` of a host share: what was read once for the run, by topic. */
export class Topics {
  readonly #states = new Map<string, Promise<unknown>>();

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

  forget(topic: string): void {
    this.#states.delete(topic);
  }

  remember<T>(topic: string, state: T): void {
    this.#states.set(topic, Promise.resolve(state));
  }
}
