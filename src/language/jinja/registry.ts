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
}

/** The same with answers remembered. */
export function remembering<T>(named: Named<T>): (name: string) => T | undefined {
  const known = new Map<string, T | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, named.named(name));
    return known.get(name);
  };
}
