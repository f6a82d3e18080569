import { posix } from 'node:path';
import type { Value } from '../../../core/value/types.ts';
import { Vaulted } from '../../../core/value/vaulted.ts';
import { beginsEncrypted } from '../../vault/keyring.ts';
import { bind, type Call, required, type Test } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';

/** ansible-core 2.18.6's tests of files on the controller, which is the bundle. */
export const fileTests: Readonly<Record<string, Test>> = {
  ...both('file', (value, call) => typeOf(value, call) === 'file'),
  ...both('link', (value, call) => typeOf(value, call, false) === 'link'),
  ...both('abs', (value) => pathOf(value).startsWith('/')),
  ...both('mount', (value) => posix.normalize(pathOf(value)) === '/'),
  ...both('same_file', (value, call) => {
    const [other = ''] = bind(call, { other: required });
    const here = call.environment.controller.directory;
    return posix.resolve(here, pathOf(value)) === posix.resolve(here, pathOf(other));
  }),
  directory: isDirectory,
  is_dir: isDirectory,
  exists: (value, call) => typeOf(value, call) !== undefined,
  link_exists: (value, call) => typeOf(value, call, false) !== undefined,
  vault_encrypted: (value) => value instanceof Vaulted,
  vaulted_file: (value, call) => beginsEncrypted(call.environment.controller.readStored(pathOf(value))),
};

function isDirectory(value: Value, call: Call): boolean {
  return typeOf(value, call) === 'directory';
}

/** The two names of a test: `file` and `is_file`. */
function both(name: string, test: Test): Record<string, Test> {
  return { [name]: test, [`is_${name}`]: test };
}

function pathOf(value: Value): string {
  return stringOnly(value, 'test a file');
}

function typeOf(value: Value, call: Call, follow = true): string | undefined {
  // a number is a descriptor in Python, and none of the bundle's
  if (typeof value === 'number' || typeof value === 'boolean') return undefined;
  const path = pathOf(value);
  return path === '' ? undefined : call.environment.controller.look(path, follow);
}
