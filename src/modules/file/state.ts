import { posix } from 'node:path';
import { DroverError } from '../../core/errors.ts';
import type { HostReader } from '../../core/host.ts';
import { context } from '../lib/context.ts';
import { type Accounts, type Attributes, attributesOf, findAccounts, newAttributes, noAccounts } from '../lib/file-attributes.ts';
import { type PathState, pathState } from '../lib/path-info.ts';
import type { FileArgs, Wanted } from './args.ts';
import { wantedTimes } from './times.ts';

/** One file with what the task manages of it. Times only where the task names any. */
export interface Item extends Attributes {
  readonly isDirectory: boolean;
  readonly mtime?: number | 'now';
  readonly atime?: number | 'now';
}

export interface FileState {
  /** The managed path, links resolved where the task follows them. */
  readonly path: string;
  readonly kind: PathState;
  /** What a symbolic link points to. */
  readonly target: string | undefined;
  /** Whether the path and `src` are names of one file. */
  readonly isLinked: boolean;
  /** The managed file (a link's target where it is followed) and, with `recurse`, all below it; by path. */
  readonly items: Readonly<Record<string, Item>>;
}

export interface Reading extends FileState {
  readonly [context]: {
    readonly wanted: Wanted;
    readonly accounts: Accounts;
    /** What the system gives what is made here; of a new link, what it leads to, undefined if to nothing. */
    readonly fresh: Item | undefined;
    /** Which path `fresh` is about. */
    readonly freshPath: string;
    /** What lies below a directory that is to go: Ansible's diff lists it. */
    readonly content: { readonly directories: readonly string[]; readonly files: readonly string[] } | undefined;
    readonly targetExists: boolean;
    readonly isEmpty: boolean;
  };
}

export function readFile(host: HostReader, args: FileArgs): Reading {
  const named = placed(host, args);
  const found = pathState(host, named);
  const wanted = args.state ?? impliedState(found, args);
  checkTogether(args, wanted, named);
  const follows = args.follow && found === 'link' && (wanted === 'file' || wanted === 'directory');
  const path = follows ? host.realPath(named) : named;
  const kind = follows ? pathState(host, path) : found;
  const managed = managedPath(host, path, kind, args);
  return {
    path,
    kind,
    target: kind === 'link' ? host.readLink(path) : undefined,
    isLinked: wanted === 'hard' && isLinked(host, path, args.src),
    items: wanted === 'absent' || managed === undefined ? {} : itemsOf(host, managed, args, wanted),
    [context]: contextOf(host, { path, kind, wanted, args }),
  };
}

function impliedState(found: PathState, { recurse }: FileArgs): Wanted {
  if (found !== 'absent') return found;
  return recurse ? 'directory' : 'file';
}

/** Whose attributes the task is about: of a link that is followed, what it leads to; undefined if to nothing. */
function managedPath(host: HostReader, path: string, kind: PathState, { follow }: FileArgs): string | undefined {
  if (kind !== 'link' || !follow) return path;
  return host.stat(path) === undefined ? undefined : host.realPath(path);
}

interface Found {
  readonly path: string;
  readonly kind: PathState;
  readonly wanted: Wanted;
  readonly args: FileArgs;
}

function contextOf(host: HostReader, { path, kind, wanted, args }: Found): Reading[typeof context] {
  const source = args.src === undefined ? undefined : posix.resolve(wanted === 'link' ? posix.dirname(path) : '/', args.src);
  const targetExists = source !== undefined && host.stat(source) !== undefined;
  const leadsTo = wanted === 'link' && args.follow ? source : undefined;
  const isGoing = wanted === 'absent';
  return {
    wanted,
    accounts: isGoing ? noAccounts : findAccounts(host, path, args),
    fresh: freshItem(host, path, wanted, wanted === 'hard' ? source : leadsTo),
    freshPath: leadsTo !== undefined && targetExists ? host.realPath(leadsTo) : path,
    content: isGoing && kind === 'directory' ? contentOf(host, path) : undefined,
    targetExists,
    isEmpty: isEmpty(host, path, kind),
  };
}

function isEmpty(host: HostReader, path: string, kind: PathState): boolean {
  return kind !== 'directory' || host.list(path).length === 0;
}

/** What is there right after it is made, before its attributes are set; a new name of an old file has those it had. */
function freshItem(host: HostReader, path: string, wanted: Wanted, existing: string | undefined): Item | undefined {
  if (existing !== undefined) {
    const stat = host.stat(existing);
    return stat && { ...attributesOf(stat), isDirectory: stat.type === 'directory' };
  }
  const isDirectory = wanted === 'directory';
  const own = newAttributes(host, posix.dirname(path), isDirectory ? 'directory' : 'file');
  return { ...own, ...(wanted === 'link' ? { mode: undefined } : {}), isDirectory };
}

/** A hard link to be made in a directory gets the name of its source. */
function placed(host: HostReader, { path, src, state }: FileArgs): string {
  const isInside = src !== undefined && state !== 'link' && state !== 'absent' && host.stat(path)?.type === 'directory';
  const placed = isInside ? posix.join(path, posix.basename(src)) : path;
  return placed.length > 1 ? placed.replace(/\/+$/, '') || '/' : placed;
}

function checkTogether({ recurse, src }: FileArgs, wanted: Wanted, path: string): void {
  const why =
    recurse && wanted !== 'directory'
      ? 'recurse goes with state=directory'
      : src !== undefined && wanted !== 'link' && wanted !== 'hard'
        ? 'src goes with state=link or state=hard'
        : undefined;
  if (why !== undefined) throw new DroverError('MODULE_ARGS', `Cannot manage ${path}: ${why}`, { result: { path } });
}

function isLinked(host: HostReader, path: string, src: string | undefined): boolean {
  const [one, other] = [host.lstat(path), src === undefined ? undefined : host.stat(src)];
  return one !== undefined && one.inode === other?.inode && one.device === other.device;
}

function itemsOf(host: HostReader, path: string, args: FileArgs, wanted: Wanted): Record<string, Item> {
  const items: Record<string, Item> = {};
  addItem(host, path, args, wanted, items);
  if (args.recurse) addBelow(host, path, args, wanted, items);
  return items;
}

function addBelow(host: HostReader, directory: string, args: FileArgs, wanted: Wanted, items: Record<string, Item>): void {
  if (host.stat(directory)?.type !== 'directory') return;
  for (const name of host.list(directory)) {
    const path = posix.join(directory, name);
    addItem(host, path, args, wanted, items);
    const isLink = host.lstat(path)?.type === 'link';
    if (!isLink) addBelow(host, path, args, wanted, items);
    else if (args.follow && host.stat(path) !== undefined) followItem(host, host.realPath(path), args, wanted, items);
  }
}

function followItem(host: HostReader, target: string, args: FileArgs, wanted: Wanted, items: Record<string, Item>): void {
  if (items[target] !== undefined) return;
  addItem(host, target, args, wanted, items);
  addBelow(host, target, args, wanted, items);
}

function addItem(host: HostReader, path: string, args: FileArgs, wanted: Wanted, items: Record<string, Item>): void {
  const stat = host.lstat(path);
  if (stat === undefined) return;
  const times = wantedTimes(args, wanted === 'touch');
  items[path] = {
    ...attributesOf(stat),
    isDirectory: stat.type === 'directory',
    ...(times.mtime === 'preserve' ? {} : { mtime: stat.mtime }),
    ...(times.atime === 'preserve' ? {} : { atime: stat.atime }),
  };
}

function contentOf(host: HostReader, path: string): { directories: string[]; files: string[] } {
  const content = { directories: [] as string[], files: [] as string[] };
  const walk = (directory: string): void => {
    const below: string[] = [];
    for (const name of host.list(directory)) {
      const each = posix.join(directory, name);
      if (host.stat(each)?.type !== 'directory') content.files.push(each);
      else content.directories.push(each);
      if (host.lstat(each)?.type === 'directory') below.push(each);
    }
    for (const each of below) walk(each);
  };
  walk(path);
  return content;
}
