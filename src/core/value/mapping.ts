import { equals } from './compare.ts';
import { repr } from './text.ts';
import { type Dict, PyObject, type Value } from './types.ts';

/** A dict whose values are made when they are read: facts, the variables of other hosts. */
export class LazyDict extends PyObject {
  readonly typeName = 'dict';
  readonly #keys: () => Iterable<string>;
  readonly #read: (key: string) => Value | undefined;

  constructor(keys: () => Iterable<string>, read: (key: string) => Value | undefined) {
    super();
    this.#keys = keys;
    this.#read = read;
  }

  get(key: Value): Value | undefined {
    return typeof key === 'string' ? this.#read(key) : undefined;
  }

  keys(): Iterable<string> {
    return this.#keys();
  }

  /** All of it, read. */
  toDict(): Dict {
    const dict: Dict = new Map();
    for (const key of this.#keys()) dict.set(key, this.#read(key) ?? null);
    return dict;
  }

  repr(): string {
    return repr(this.toDict());
  }

  override truthy(): boolean {
    for (const _ of this.#keys()) return true;
    return false;
  }

  override equals(other: Value): boolean {
    return this === other || equals(this.toDict(), other);
  }
}
