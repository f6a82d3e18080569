import type { Filter, Lookup, Test } from './callable.ts';

/** Filters, tests or lookups by name. */
export interface Named<T> {
  named(name: string): T | undefined;
  /** All names, for suggestions. */
  names(): readonly string[];
}

export interface Registry {
  readonly filters: Named<Filter>;
  readonly tests: Named<Test>;
  readonly lookups: Named<Lookup>;
  /** Whether there is a module of that name, for the test `a_module`. */
  readonly hasModule?: (name: string) => boolean;
}

const remembered = new WeakMap<object, (name: string) => unknown>();

/** The search by name, with answers remembered for as long as the collection lives. */
export function remembering<T>(named: Named<T>): (name: string) => T | undefined {
  const made = (remembered.get(named) as ((name: string) => T | undefined) | undefined) ?? remember(named);
  remembered.set(named, made);
  return made;
}

function remember<T>(named: Named<T>): (name: string) => T | undefined {
  const known = new Map<string, T | undefined>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined || known.has(name)) return found;
    const searched = named.named(name);
    known.set(name, searched);
    return searched;
  };
}
