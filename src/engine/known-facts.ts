import type { FactSnapshot } from '../core/host.ts';
import { toValue } from '../core/value/convert.ts';
import { LazyDict } from '../core/value/mapping.ts';
import { text } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';

/**
 * What this host's facts are, by the names of variables: those of each `setup`, and those that modules such as
 * `package_facts` return. The latest beats those before it, name by name (ansible-core 2.18). Nothing is gathered
 * before it is read.
 */
export class KnownFacts {
  /** The latest first. */
  #sources: readonly Dict[] = [];
  #all: Dict | undefined;
  #isGathered = false;

  /** Whether a `setup` ran. */
  get isGathered(): boolean {
    return this.#isGathered;
  }

  /** @returns the facts of that snapshot alone */
  gather(snapshot: FactSnapshot): Dict {
    const facts = new LazyDict(
      () => snapshot.names(),
      (name) => {
        const value = snapshot.get(name);
        return value === undefined ? undefined : toValue(value);
      },
    );
    this.#isGathered = true;
    this.#add(facts);
    return facts;
  }

  learn(facts: ReadonlyMap<Value, Value>): void {
    this.#add(new Map([...facts].map(([name, value]) => [text(name), value])));
  }

  get(name: string): Value | undefined {
    for (const source of this.#sources) {
      const value = source.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  names(): ReadonlySet<string> {
    return new Set(this.#sources.flatMap((source) => [...source.keys()].map(text)));
  }

  /** `ansible_facts`: without `ansible_`, which only `ansible_local` keeps. */
  get all(): Dict {
    this.#all ??= new LazyDict(
      () => [...this.names()].map(bareName),
      (name) => this.#bare(name),
    );
    return this.#all;
  }

  #bare(name: string): Value | undefined {
    if (bareName(name) !== name) return undefined;
    return (name === 'local' ? undefined : this.get(`ansible_${name}`)) ?? this.get(name);
  }

  clear(): void {
    this.#sources = [];
    this.#isGathered = false;
    this.#all = undefined;
  }

  #add(facts: Dict): void {
    this.#sources = [facts, ...this.#sources];
    this.#all = undefined;
  }
}

function bareName(name: string): string {
  return name === 'ansible_local' ? name : name.replace(/^ansible_/, '');
}
