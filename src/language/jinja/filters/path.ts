import { posix } from 'node:path';
import { expandVariables } from '../../../core/expand-variables.ts';
import { Tuple } from '../../../core/value/collections.ts';
import { typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter } from '../callable.ts';
import { defined, stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { globFiles } from '../python/glob.ts';
import { isListLike, iterate } from '../python/iterate.ts';

/** ansible-core 2.18.6's filters for paths: Python's `os.path` and `ntpath`. */
export const pathFilters: Readonly<Record<string, Filter>> = {
  basename: (value) => baseName(pathOf(value)),
  dirname: (value) => dirName(pathOf(value)),
  splitext: (value) => new Tuple(splitExtension(pathOf(value))),
  path_join: (value) => pathJoin(value),
  normpath: (value) => normalPath(pathOf(value)),
  relpath: relativePath,
  commonpath: (value) => commonPath(value),
  realpath: (value, call) => posix.resolve(call.environment.controller.directory, pathOf(value)),
  expanduser: (value, call) => expandUser(pathOf(value), call),
  expandvars: (value, call) => expandVariables(pathOf(value), (name) => call.environment.controller.environment(name)),
  fileglob: (value, call) => globFiles(call.environment.controller, pathOf(value)),
  win_basename: (value) => /[^\\/]*$/.exec(stripDrive(pathOf(value)))?.[0] ?? '',
  win_dirname: (value) => winDirName(pathOf(value)),
  win_splitdrive: (value) => {
    const path = pathOf(value);
    const rest = stripDrive(path);
    return new Tuple([path.slice(0, path.length - rest.length), rest]);
  },
};

function pathOf(value: Value): string {
  if (typeof value === 'string') return value;
  throw failure('read a path', `expected str, bytes or os.PathLike object, not ${typeName(defined(value))}`);
}

/** What follows the last slash; empty for a path that ends with one. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function dirName(path: string): string {
  const head = path.slice(0, path.lastIndexOf('/') + 1);
  return /^\/*$/.test(head) ? head : head.replace(/\/+$/, '');
}

function splitExtension(path: string): [string, string] {
  const base = baseName(path);
  const dot = base.replace(/^\.+/, (dots) => '_'.repeat(dots.length)).lastIndexOf('.');
  if (dot === -1) return [path, ''];
  const at = path.length - base.length + dot;
  return [path.slice(0, at), path.slice(at)];
}

function pathJoin(value: Value): string {
  if (typeof value === 'string') return value;
  if (!isListLike(value))
    throw failure('join paths', `|path_join expects string or sequence, got ${typeName(defined(value))} instead`);
  const [first, ...rest] = iterate(value).map(pathOf);
  if (first === undefined) throw failure('join paths', "join() missing 1 required positional argument: 'a'");
  return rest.reduce(joinTwo, first);
}

/** Python's `os.path.join` of two. */
export function joinTwo(path: string, next: string): string {
  if (next.startsWith('/')) return next;
  return path === '' || path.endsWith('/') ? path + next : `${path}/${next}`;
}

function normalPath(path: string): string {
  const normal = posix.normalize(path).replace(/(.)\/$/, '$1');
  return /^\/\/[^/]/.test(path) || path === '//' ? `/${normal}` : normal;
}

function relativePath(value: Value, call: Call): Value {
  const [start = null] = bind(call, { start: null });
  const here = call.environment.controller.directory;
  const path = pathOf(value);
  if (path === '') throw failure('relate a path', 'no path specified');
  const from = start === null ? here : posix.resolve(here, stringOnly(start, 'relate a path'));
  return posix.relative(from, posix.resolve(here, path)) || '.';
}

function commonPath(value: Value): string {
  if (!isListLike(value)) throw failure('compare paths', `|commonpath expects sequence, got ${typeName(defined(value))} instead`);
  const paths = iterate(value).map(pathOf);
  const absolute = paths[0]?.startsWith('/') ?? false;
  if (paths.length === 0) throw failure('compare paths', 'commonpath() arg is an empty sequence');
  if (paths.some((path) => path.startsWith('/') !== absolute))
    throw failure('compare paths', "Can't mix absolute and relative paths");
  const split = paths.map((path) => path.split('/').filter((part) => part !== '' && part !== '.'));
  const [first = []] = split;
  const differs = first.findIndex((part, i) => split.some((parts) => parts[i] !== part));
  return (absolute ? '/' : '') + first.slice(0, differs === -1 ? first.length : differs).join('/');
}

export function expandUser(path: string, call: Call): string {
  if (!/^~(\/|$)/.test(path)) return path;
  const home = call.environment.controller.environment('HOME');
  return home === undefined ? path : home.replace(/\/+$/, '') + path.slice(1) || '/';
}

function stripDrive(path: string): string {
  const share = /^[\\/]{2}[^\\/]+[\\/][^\\/]+/.exec(path);
  return path.slice(share?.[0].length ?? /^[^\\/]?:/.exec(path)?.[0].length ?? 0);
}

function winDirName(path: string): string {
  const rest = stripDrive(path);
  const head = rest.replace(/[^\\/]*$/, '');
  const trimmed = /^[\\/]*$/.test(head) ? head : head.replace(/[\\/]+$/, '');
  return path.slice(0, path.length - rest.length) + trimmed;
}
