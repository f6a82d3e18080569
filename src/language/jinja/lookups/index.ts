import { DroverError } from '../../../core/errors.ts';
import type { Lookup } from '../callable.ts';
import { commandLookups } from './command.ts';
import { csvfile } from './csvfile.ts';
import { dependent } from './dependent.ts';
import { fileLookups } from './files.ts';
import { firstFound } from './first-found.ts';
import { ini } from './ini.ts';
import { listLookups } from './lists.ts';
import { password } from './password.ts';
import { sequence } from './sequence.ts';
import { variableLookups } from './vars.ts';

const single: Readonly<Record<string, Lookup>> = {
  csvfile,
  dependent,
  first_found: firstFound,
  ini,
  password,
  sequence,
  url: () => {
    throw new DroverError('UNSUPPORTED', 'Cannot look up a URL: templates have no network; keep the content in the bundle');
  },
};

const topics: readonly Readonly<Record<string, Lookup>>[] = [listLookups, variableLookups, fileLookups, commandLookups, single];

const community: readonly string[] = ['cartesian', 'dependent', 'flattened'];
/** What ansible-core 2.18.6 finds without its collection: its own, and those that once were. */
const isShort = (name: string): boolean => name !== 'dependent';

/** The lookup of a name, short or with its collection; undefined where there is none. */
export function lookupNamed(name: string): Lookup | undefined {
  const [, collection = 'ansible.builtin', short = name] = /^(\w+\.\w+)\.(\w+)$/.exec(name) ?? [];
  const isBuiltin = collection === 'ansible.builtin' || collection === 'ansible.legacy';
  if (isBuiltin ? !isShort(short) : collection !== 'community.general' || !community.includes(short)) return undefined;
  for (const topic of topics) if (Object.hasOwn(topic, short)) return topic[short];
  return undefined;
}

/** All names, for suggestions. */
export function lookupNames(): readonly string[] {
  return topics.flatMap((topic) => Object.keys(topic)).map((name) => (isShort(name) ? name : `community.general.${name}`));
}
