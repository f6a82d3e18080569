import { placesOf, shortNames } from './redirects.ts';
import { type Kind, refusedPlugin } from './refusals.ts';
import { reasonOf } from './refused.ts';
import type { Named } from './registry.ts';

type Tables<T> = Readonly<Record<string, readonly Readonly<Record<string, T>>[]>>;

/** Filters, tests or lookups by name: those of each collection, what is refused, and the names that need no collection. */
export function collected<T>(kind: Kind, tables: Tables<T>): Named<T | ReturnType<typeof refusedPlugin>> {
  const named = (written: string): T | ReturnType<typeof refusedPlugin> => {
    for (const { collection, name } of placesOf(kind, written)) {
      const found = entry(tables[collection] ?? [], name) ?? refusedPlugin(kind, collection, name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const full = Object.entries(tables).flatMap(([collection, topics]) => {
    const names = topics.flatMap((topic) => Object.keys(topic));
    return collection === 'ansible.builtin' ? names : names.map((name) => `${collection}.${name}`);
  });
  return { named, names: () => [...full, ...shortNames(kind).filter((name) => isUsable(named(name)))] };
}

function entry<T>(topics: readonly Readonly<Record<string, T>>[], name: string): T | undefined {
  for (const topic of topics) if (Object.hasOwn(topic, name)) return topic[name];
  return undefined;
}

function isUsable(plugin: unknown): boolean {
  return typeof plugin === 'function' && reasonOf(plugin) === undefined;
}
