import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plugins } from '../../src/agent/plugins.ts';
import { reasonOf } from '../../src/language/jinja/refused.ts';

export type Kind = 'filter' | 'test' | 'lookup';

/** What is documented, by kind and collection. */
const documented = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/documented-plugins.json'), 'utf8')) as Readonly<
  Record<Kind, Readonly<Record<string, readonly string[]>>>
>;

const registries = { filter: plugins.filters, test: plugins.tests, lookup: plugins.lookups };

interface Entry {
  readonly collection: string;
  readonly name: string;
  /** Undefined for one that works. */
  readonly reason: string | undefined;
}

/** Every documented filter, test or lookup and what Drover says to it. */
export function entriesOf(kind: Kind): Entry[] {
  return Object.entries(documented[kind]).flatMap(([collection, names]) =>
    names.map((name) => {
      const plugin = registries[kind].named(fullName(collection, name));
      return { collection, name, reason: plugin === undefined ? 'missing' : reasonOf(plugin) };
    }),
  );
}

/** Names that Drover has and nobody documents. */
export function undocumented(kind: Kind): string[] {
  const known = new Set(
    Object.entries(documented[kind]).flatMap(([collection, names]) => names.map((name) => fullName(collection, name))),
  );
  const bare = new Set([...known].map((name) => name.split('.').at(-1)));
  return registries[kind].names().filter((name) => !known.has(name) && !bare.has(name));
}

function fullName(collection: string, name: string): string {
  return collection === 'jinja2' || collection === 'ansible.builtin' ? name : `${collection}.${name}`;
}

/** The table of docs/language.md. */
export function pluginTable(kind: Kind): string {
  const rows = entriesOf(kind).map(({ collection, name, reason }) => {
    const shown = collection === 'jinja2' ? 'Jinja2' : collection;
    return `| \`${name}\` | ${shown} | ${reason === undefined ? 'works' : `refused: ${reason}`} |`;
  });
  return [`| ${kind} | of | |`, '|---|---|---|', ...rows].join('\n');
}
