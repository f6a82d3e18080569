import { posix } from 'node:path';
import { DroverError } from '../../core/errors.ts';
import type { HostReader } from '../../core/host.ts';
import type { Value } from '../../core/value/types.ts';
import { context } from '../lib/context.ts';
import {
  type Accounts,
  type Attributes,
  attributesOf,
  findAccounts,
  newAttributes,
  wantAttributes,
} from '../lib/file-attributes.ts';
import { type ContentState, readContent, wantContent } from '../lib/file-content.ts';
import type { CopyArgs } from './args.ts';
import type { Source, Sources } from './source.ts';

/** What lies where the sources are to go. */
export interface CopyState {
  readonly files: Readonly<Record<string, ContentState>>;
  /** Undefined where there is no such directory. */
  readonly directories: Readonly<Record<string, Attributes | undefined>>;
  readonly links: Readonly<Record<string, string | undefined>>;
  readonly [context]: {
    readonly sources: Sources;
    readonly byPath: ReadonlyMap<string, Source>;
    /** What the system gives a new directory. */
    readonly fresh: Attributes;
    readonly accounts: Accounts;
  };
}

export function readCopy(host: HostReader, args: CopyArgs, sources: Sources): CopyState {
  const found = host.lstat(args.dest);
  const isDirectory = args.dest.endsWith('/') || (found?.type === 'link' ? host.stat(args.dest) : found)?.type === 'directory';
  const byPath = new Map(sources.all.map((source) => [destination(args, sources, isDirectory, source.name), source] as const));
  const follow = args.follow && !sources.isTree;
  const of = <T>(kind: Source['kind'], read: (path: string) => T): Record<string, T> => {
    const paths = [...byPath.keys()].filter((path) => byPath.get(path)?.kind === kind);
    return Object.fromEntries(paths.map((path) => [path, read(path)]));
  };
  const hasDirectories = sources.all.some(({ kind }) => kind === 'directory');
  return {
    files: of('file', (path) => readContent(host, path, args, follow, path === args.dest ? found : undefined)),
    directories: of('directory', (path) => {
      const stat = host.lstat(path);
      return stat?.type === 'directory' ? attributesOf(stat) : undefined;
    }),
    links: of('link', (path) => (host.lstat(path)?.type === 'link' ? host.readLink(path) : undefined)),
    [context]: {
      sources,
      byPath,
      accounts: findAccounts(host, args.dest, args),
      fresh: hasDirectories ? newAttributes(host, sources.isTree ? args.dest : '/', 'directory') : ownedByRoot(0o755),
    },
  };
}

function destination({ dest }: CopyArgs, { isTree, from }: Sources, isDirectory: boolean, name: string): string {
  if (isDirectory && from === 'content')
    throw new DroverError('MODULE_FAILED', `Cannot write content to ${dest}: it is a directory`);
  return isTree || isDirectory ? posix.join(dest, name) : dest;
}

export function wantCopy(args: CopyArgs, before: CopyState): CopyState {
  const { byPath } = before[context];
  const files: Record<string, ContentState> = {};
  const directories: Record<string, Attributes | undefined> = {};
  const links: Record<string, string | undefined> = {};
  for (const [path, source] of byPath) {
    const present = before.files[path];
    if (source.kind === 'link') links[path] = source.target;
    else if (source.kind === 'directory') directories[path] = wantDirectory(args, before, path, source.mode);
    else if (present !== undefined) files[path] = wantFile(args, before, present, source);
  }
  return { ...before, files, directories, links };
}

function wantFile(args: CopyArgs, before: CopyState, present: ContentState, source: Source & { kind: 'file' }): ContentState {
  if (!args.force && present.kind !== 'absent') return present;
  const { from, isTree } = before[context].sources;
  const mode = args.mode === 'preserve' ? source.mode : args.mode;
  if (from !== 'host') return wantContent(present, source.content, mode);
  const isSame = present.content !== undefined && Buffer.compare(present.content, source.content) === 0;
  // As ansible-core 2.18.6: a file copied on the host brings its mode along, and its owner is the one who copies.
  if (isTree) return wantContent(present, source.content, isSame ? undefined : source.mode);
  const replaced = present.attributes === undefined || isSame ? present : { ...present, attributes: ownedByRoot(source.mode) };
  return wantContent(replaced, source.content, mode);
}

function ownedByRoot(mode: number): Attributes {
  return { owner: 0, group: 0, mode: `0${mode.toString(8).padStart(3, '0')}` };
}

function wantDirectory(args: CopyArgs, before: CopyState, path: string, mode: Value): Attributes {
  const { accounts, fresh, sources } = before[context];
  const present = before.directories[path];
  const wanted = sources.from === 'host' && present === undefined ? mode : args.directory_mode;
  return wantAttributes(present ?? fresh, wanted, accounts, true);
}
