import type { Lookup } from '../callable.ts';
import { collected } from '../collected.ts';
import { commandLookups } from './command.ts';
import { communityLookups } from './community.ts';
import { csvfile } from './csvfile.ts';
import { dataLookups } from './data.ts';
import { fileLookups } from './files.ts';
import { firstFound } from './first-found.ts';
import { ini } from './ini.ts';
import { listLookups } from './lists.ts';
import { password } from './password.ts';
import { sequence } from './sequence.ts';
import { variableLookups } from './vars.ts';

const single: Readonly<Record<string, Lookup>> = { csvfile, first_found: firstFound, ini, password, sequence };

const lookups = collected<Lookup>('lookup', {
  'ansible.builtin': [listLookups, variableLookups, fileLookups, commandLookups, single],
  'ansible.utils': [dataLookups],
  'community.general': [communityLookups],
});

/** The lookup of a name, short or with its collection; undefined where there is none. */
export function lookupNamed(name: string): Lookup | undefined {
  return lookups.named(name);
}

/** All names, for suggestions. */
export function lookupNames(): readonly string[] {
  return lookups.names();
}
