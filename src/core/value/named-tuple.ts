import { Tuple } from './collections.ts';
import { repr } from './text.ts';
import type { Value } from './types.ts';

/** A tuple whose items have names, as Python's `time.struct_time`. */
export class NamedTuple extends Tuple {
  override readonly typeName: string;
  readonly #module: string;
  readonly #names: readonly string[];

  constructor(module: string, typeName: string, fields: Readonly<Record<string, Value>>) {
    super(Object.values(fields));
    this.#module = module;
    this.typeName = typeName;
    this.#names = Object.keys(fields);
  }

  override repr(): string {
    const fields = this.#names.map((name, i) => `${name}=${repr(this.items[i] ?? null)}`);
    return `${this.#module}.${this.typeName}(${fields.join(', ')})`;
  }

  override attribute(name: string): Value | undefined {
    const at = this.#names.indexOf(name);
    return at < 0 ? undefined : this.items[at];
  }
}
