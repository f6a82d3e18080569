import type { Controller } from '../../src/core/controller.ts';
import { toValue } from '../../src/core/value/convert.ts';
import { typeName } from '../../src/core/value/text.ts';
import type { Value } from '../../src/core/value/types.ts';
import type { Call, Environment } from '../../src/language/jinja/callable.ts';
import { filterNamed } from '../../src/language/jinja/filters/index.ts';
import { lookupNamed } from '../../src/language/jinja/lookups/index.ts';
import { testNamed } from '../../src/language/jinja/tests/index.ts';
import { noVault } from './no-vault.ts';

type Files = Record<string, string | Uint8Array>;

export interface CallSite {
  /** The bundle's files, path to text. */
  readonly files?: Files;
  readonly variables?: Readonly<Record<string, Value>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A call of a filter, test or lookup as the evaluator would make it; what it may not ask throws. */
export function callOf(args: readonly unknown[] = [], kwargs: Readonly<Record<string, unknown>> = {}, site: CallSite = {}): Call {
  const named = new Map(Object.entries(kwargs).map(([name, value]) => [name, toValue(value)]));
  return { name: 'under test', args: args.map(toValue), kwargs: named, environment: environmentOf(site) };
}

/** Applies a filter to plain data. */
export function filtered(
  name: string,
  value: unknown,
  args: readonly unknown[] = [],
  kwargs: Readonly<Record<string, unknown>> = {},
): Value {
  const filter = filterNamed(name);
  if (filter === undefined) throw new Error(`There is no filter ${name}`);
  return filter(toValue(value), callOf(args, kwargs));
}

/** Applies a test to plain data. */
export function tested(name: string, value: unknown, args: readonly unknown[] = [], site: CallSite = {}): Value {
  const test = testNamed(name);
  if (test === undefined) throw new Error(`There is no test ${name}`);
  return test(toValue(value), callOf(args, {}, site));
}

/** Runs a lookup on plain terms. */
export function lookedUp(
  name: string,
  terms: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>> = {},
  site: CallSite = {},
): Value[] {
  const lookup = lookupNamed(name);
  if (lookup === undefined) throw new Error(`There is no lookup ${name}`);
  return lookup(terms.map(toValue), callOf([], kwargs, site));
}

function environmentOf({ files = {}, variables = {}, environment = {} }: CallSite): Environment {
  return {
    controller: controllerOf(files, environment),
    variable: (name) => variables[name],
    setting: () => undefined,
    variableNames: () => Object.keys(variables),
    filter: filterNamed,
    test: testNamed,
    lookup: lookupNamed,
    template: (value) => value,
    render: (_path, text) => text,
    find: (src, folder) => [`${folder}/${src}`, src].find((path) => typeOf(files, path) !== undefined),
    hasModule: (name) => name === 'copy',
    renderAlone: (text) => text,
    className: (value) => typeName(value),
    markUnsafe: () => undefined,
  } as Environment;
}

function typeOf(files: Files, path: string): 'file' | 'directory' | undefined {
  if (path === '.' || path === '/' || Object.keys(files).some((file) => file.startsWith(`${path}/`))) return 'directory';
  return Object.hasOwn(files, path) ? 'file' : undefined;
}

function controllerOf(files: Files, environment: Readonly<Record<string, string>>): Controller {
  return {
    type: (path) => typeOf(files, path),
    look: (path) => typeOf(files, path),
    read: (path) => Buffer.from(files[path] ?? ''),
    readStored: (path) => Buffer.from(files[path] ?? ''),
    openVault: noVault,
    list: (path) => {
      const prefix = path === '.' ? '' : `${path}/`;
      const names = Object.keys(files).filter((file) => file.startsWith(prefix));
      return [...new Set(names.map((file) => file.slice(prefix.length).split('/')[0] ?? ''))].toSorted();
    },
    stat: () => ({ mode: 0o644, mtime: 0, ctime: 0, size: 0, uid: 0, gid: 0 }),
    directory: '/bundle',
    environment: (name) => environment[name],
    store: (path, content) => {
      files[path] = content;
    },
    pipe: (command) => ({ code: command === 'false' ? 1 : 0, stdout: `${command}\n`, stderr: '' }),
  };
}
