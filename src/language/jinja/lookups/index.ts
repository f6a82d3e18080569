import { DroverError } from '../../../core/errors.ts';
import type { Lookup } from '../callable.ts';
import { commandLookups } from './command.ts';
import { csvfile } from './csvfile.ts';
import { fileLookups } from './files.ts';
import { firstFound } from './first-found.ts';
import { ini } from './ini.ts';
import { listLookups } from './lists.ts';
import { password } from './password.ts';
import { sequence } from './sequence.ts';
import { variableLookups } from './vars.ts';

const single: Readonly<Record<string, Lookup>> = {
  csvfile,
  first_found: firstFound,
  ini,
  password,
  sequence,
  url: () => {
    throw new DroverError('UNSUPPORTED', 'Cannot look up a URL: templates have no network; keep the content in the bundle');
  },
};

const topics: readonly Readonly<Record<string, Lookup>>[] = [listLookups, variableLookups, fileLookups, commandLookups, single];

/** The lookup of a name, short or with its collection; undefined where there is none. */
export function lookupNamed(name: string): Lookup | undefined {
  const short = name.replace(/^(?:ansible\.(?:builtin|legacy)|community\.general)\./, '');
  for (const topic of topics) if (Object.hasOwn(topic, short)) return topic[short];
  return undefined;
}

/** All names, for suggestions. */
export function lookupNames(): readonly string[] {
  return topics.flatMap((topic) => Object.keys(topic));
}
