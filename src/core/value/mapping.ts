import type { Value } from './types.ts';

/** A dict whose values are made when they are read, each once: facts, the variables of other hosts. */
export class LazyDict extends Map<Value, Value> {
  readonly #names: () => Iterable<string>;
  readonly #read: (name: string) => Value | undefined;
  readonly #known = new Map<string, Value | undefined>();

  constructor(names: () => Iterable<string>, read: (name: string) => Value | undefined) {
    super();
    this.#names = names;
    this.#read = read;
  }

  override get(key: Value): Value | undefined {
    if (typeof key !== 'string') return undefined;
    if (!this.#known.has(key)) this.#known.set(key, this.#read(key));
    return this.#known.get(key);
  }

  override has(key: Value): boolean {
    return this.get(key) !== undefined;
  }

  override get size(): number {
    return [...this.keys()].length;
  }

  override *keys(): MapIterator<Value> {
    for (const name of this.#names()) if (this.has(name)) yield name;
  }

  override *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  override *entries(): MapIterator<[Value, Value]> {
    for (const name of this.#names()) {
      const value = this.get(name);
      if (value !== undefined) yield [name, value];
    }
  }

  override [Symbol.iterator](): MapIterator<[Value, Value]> {
    return this.entries();
  }

  override forEach(each: (value: Value, key: Value, map: Map<Value, Value>) => void): void {
    for (const [key, value] of this.entries()) each(value, key, this);
  }
}
