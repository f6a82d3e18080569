import { text } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { keyValue, splitWords } from '../../key-value.ts';
import type { Call } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';
import { LookupFailure } from './lookup-failure.ts';

/** A lookup's options for one term: as arguments, or written into the term (`key file=x.csv col=2`). */
export class LookupOptions {
  readonly #values: Map<string, Value>;

  /** An argument that the lookup does not have is not looked at, as ansible-core 2.18.6 does. */
  constructor(call: Call, defaults: Readonly<Record<string, Value>>, aliases: Readonly<Record<string, string>> = {}) {
    this.#values = new Map(Object.entries(defaults));
    for (const [name, value] of call.kwargs) if (this.has(aliases[name] ?? name)) this.set(aliases[name] ?? name, value);
  }

  /** @throws DroverError `TEMPLATE_FAILED` for a name that is not in `defaults` */
  set(name: string, value: Value): void {
    if (!this.#values.has(name)) throw new LookupFailure(`${name} is not a valid option`);
    this.#values.set(name, value);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  get(name: string): Value {
    return this.#values.get(name) ?? null;
  }

  text(name: string): string {
    return text(this.get(name));
  }
}

/** The parts of a term: its `name=value` pairs, and what stands before them. */
export function splitTerm(term: Value): { readonly key: string; readonly pairs: readonly (readonly [string, string])[] } {
  const pairs: [string, string][] = [];
  const rest: string[] = [];
  for (const word of splitWords(stringOnly(term, 'read a lookup term'))) {
    const pair = keyValue(word);
    if (pair === undefined) rest.push(word);
    else pairs.push([pair.name, pair.value]);
  }
  return { key: rest.join(' '), pairs };
}
