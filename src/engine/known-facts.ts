import type { FactSnapshot } from '../core/host.ts';
import { toValue } from '../core/value/convert.ts';
import { LazyDict } from '../core/value/mapping.ts';
import { text } from '../core/value/text.ts';
import { type Dict, type Value, Verbatim } from '../core/value/types.ts';

/** What keeps facts from one run to the next. */
export interface FactCache {
  /** What an earlier run kept; undefined where there is nothing, or it is too old. */
  read(): Dict | undefined;
  write(facts: Dict): void;
}

/** Says in what is kept that the host's facts were gathered (ansible-core 2.18). */
const gatheredMark = '_ansible_facts_gathered';

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
  #version = 0;
  readonly #cache: FactCache | undefined;
  /** What the cache holds. */
  #kept: Dict = new Map();

  /** @param snapshot all facts of the machine, for those that an earlier run gathered: what is kept of them is not read */
  constructor(cache?: FactCache, snapshot?: () => FactSnapshot) {
    const kept = cache?.read() ?? new Map<Value, Value>();
    if (kept.get(gatheredMark) === true && snapshot !== undefined) this.gather(snapshot());
    if (kept.size > 0) this.#add(kept);
    this.#kept = kept;
    this.#cache = cache;
  }

  /** Another number after each change. */
  get version(): number {
    return this.#version;
  }

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
    if (!this.#kept.has(gatheredMark)) this.#keep([[gatheredMark, true]]);
    return facts;
  }

  learn(facts: ReadonlyMap<Value, Value>): void {
    const named = [...facts].map(([name, value]): [string, Value] => [text(name), value]);
    this.#add(new Map(named));
    this.#keep(named);
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
    this.#version += 1;
    this.#sources = [];
    this.#isGathered = false;
    this.#all = undefined;
    this.#kept = new Map();
    this.#keep([]);
  }

  #keep(facts: readonly (readonly [string, Value])[]): void {
    if (this.#cache === undefined) return;
    for (const [name, value] of facts) this.#kept.set(name, value instanceof Verbatim ? value.value : value);
    this.#cache.write(this.#kept);
  }

  #add(facts: Dict): void {
    this.#version += 1;
    this.#sources = [facts, ...this.#sources];
    this.#all = undefined;
  }
}

function bareName(name: string): string {
  return name === 'ansible_local' ? name : name.replace(/^ansible_/, '');
}
