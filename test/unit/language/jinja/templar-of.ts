import type { Controller } from '../../../../src/core/controller.ts';
import { DroverError } from '../../../../src/core/errors.ts';
import type { Value } from '../../../../src/core/value/types.ts';
import { filterNamed, filterNames } from '../../../../src/language/jinja/filters/index.ts';
import { lookupNamed, lookupNames } from '../../../../src/language/jinja/lookups/index.ts';
import type { Registry } from '../../../../src/language/jinja/registry.ts';
import { testNamed, testNames } from '../../../../src/language/jinja/tests/index.ts';
import { Templar } from '../../../../src/language/templar.ts';
import { noVault } from '../../../support/no-vault.ts';

export const registry: Registry = {
  filters: { named: filterNamed, names: filterNames },
  tests: { named: testNamed, names: testNames },
  lookups: { named: lookupNamed, names: lookupNames },
};

/** A bundle that is a table of texts. */
export function bundleOf(files: Readonly<Record<string, string>>): Controller {
  const read = (path: string): string => {
    const content = files[path];
    if (content === undefined) throw new DroverError('FILE_MISSING', `Cannot read "${path}": there is no such file`);
    return content;
  };
  return {
    directory: '/bundle',
    type: (path) => (files[path] === undefined ? undefined : 'file'),
    look: (path) => (files[path] === undefined ? undefined : 'file'),
    read: (path) => new TextEncoder().encode(read(path)),
    readStored: (path) => new TextEncoder().encode(read(path)),
    openVault: noVault,
    list: () => Object.keys(files),
    stat: (path) => ({ mode: 0o644, mtime: 0, ctime: 0, size: read(path).length, uid: 0, gid: 0 }),
    environment: () => undefined,
    store: () => undefined,
    pipe: () => ({ code: 0, stdout: 'piped', stderr: '' }),
  };
}

/** A templar of the variables, with all filters, tests and lookups. */
export function templarOf(
  variables: Readonly<Record<string, Value>> = {},
  files: Readonly<Record<string, string>> = {},
  extensions: ReadonlySet<string> = new Set(),
): Templar {
  return new Templar({
    ...registry,
    variables: {
      get: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
      names: () => Object.keys(variables),
      version: 0,
    },
    controller: bundleOf(files),
    find: (src) => (files[src] === undefined ? undefined : src),
    extensions,
  });
}

/** A dict from an object. */
export function dict(entries: Readonly<Record<string, Value>>): Value {
  return new Map<Value, Value>(Object.entries(entries));
}
