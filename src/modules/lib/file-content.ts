import { posix } from 'node:path';
import { DroverError } from '../../core/errors.ts';
import type { Host, HostReader, PredictedHost } from '../../core/host.ts';
import type { Value } from '../../core/value/types.ts';
import { context } from './context.ts';
import {
  type Accounts,
  type AttributeArgs,
  type Attributes,
  applyAttributes,
  attributesOf,
  findAccounts,
  newAttributes,
  requireAccounts,
  wantAttributes,
} from './file-attributes.ts';
import { type DirectoryOptions, makeDirectories, missingDirectories } from './make-directories.ts';
import { type PathState, stateOf } from './path-info.ts';
import { validateContent } from './validate-content.ts';

/** One file as the modules that manage content see it. */
export interface ContentState {
  /** The file's path; of a link that is followed, what it leads to. */
  readonly path: string;
  readonly kind: PathState;
  /** Undefined where there is no file. */
  readonly content: Uint8Array | undefined;
  readonly attributes: Attributes | undefined;
  readonly [context]: {
    readonly accounts: Accounts;
    /** The attributes before the task's: those of the present file, else what the system gives a new one here. */
    readonly fresh: Attributes;
    /** When it was read, in milliseconds since 1970. */
    readonly time: number;
  };
}

/**
 * What there is at a path.
 * @param follow whether a symbolic link stands for what it leads to; else the link itself would be replaced
 * @param found what `lstat` says of the path, where that is known
 */
export function readContent(
  host: HostReader,
  named: string,
  args: AttributeArgs,
  follow: boolean,
  found = host.lstat(named),
): ContentState {
  const isFollowed = follow && found?.type === 'link';
  const path = isFollowed ? host.realPath(named) : named;
  const stat = isFollowed ? host.lstat(path) : found;
  const kind = stateOf(stat);
  const isFile = stat?.type === 'file';
  const attributes = isFile ? attributesOf(stat) : undefined;
  return {
    path,
    kind,
    content: isFile ? host.readFile(path) : undefined,
    attributes,
    [context]: {
      accounts: findAccounts(host, path, args),
      fresh: attributes ?? newAttributes(host, posix.dirname(path), 'file'),
      time: Date.now(),
    },
  };
}

/** Where a backup of the content that was read goes: `PATH.PID.2026-11-21@17:27:27~`, as in ansible-core 2.18.6. */
export function backupPath({ path, [context]: { time } }: ContentState): string {
  const now = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${path}.${process.pid}.${day}@${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}~`;
}

/**
 * The file with the content and the mode and owner that a task asks for. A present file keeps its own where the task
 * names none.
 * @throws DroverError `HOST_MISSING` where only attributes differ and their account is unknown
 */
export function wantContent(before: ContentState, content: Uint8Array, mode: Value | undefined): ContentState {
  const { accounts, fresh } = before[context];
  const isSame = before.content !== undefined && Buffer.compare(before.content, content) === 0;
  if (isSame) requireAccounts(accounts);
  const attributes = wantAttributes(before.attributes ?? fresh, mode, accounts, false);
  return { ...before, kind: before.kind === 'hard' && isSame ? 'hard' : 'file', content, attributes };
}

export interface WriteOptions {
  /** A command with `%s` for a file with the new content; it has to succeed before the old file is replaced. */
  readonly validate?: string | undefined;
  /** Keep a copy of the old content. */
  readonly backup?: boolean;
  /** Make the directories above that are missing, with these attributes; a missing one is an error when absent. */
  readonly directories?: DirectoryOptions;
}

interface ContentChange {
  readonly before: ContentState;
  readonly after: ContentState;
}

/** Brings the wanted content and attributes about. */
export async function applyContent(host: Host, change: ContentChange, options: WriteOptions): Promise<void> {
  const { before, after } = change;
  requireAccounts(before[context].accounts);
  if (options.directories === undefined) requireDirectory(host, after.path);
  else makeDirectories(host, posix.dirname(after.path), options.directories);
  if (contentDiffers(change)) await validateContent(host, after, options.validate);
  if (options.backup === true && contentDiffers(change)) keepBackup(host, before);
  write(host, change);
}

/** The same in the prediction of a check run, where nothing can be validated. */
export function predictContent(host: PredictedHost, change: ContentChange, options: WriteOptions): void {
  const isUncertain = host.pendingChanges.length > 0;
  if (!isUncertain) requireAccounts(change.before[context].accounts);
  if (!isUncertain && options.directories === undefined) requireDirectory(host, change.after.path);
  makeDirectories(host, posix.dirname(change.after.path), options.directories);
  write(host, change);
}

export function contentDiffers({ before, after }: ContentChange): boolean {
  if (before.content === undefined || after.content === undefined) return before.content !== after.content;
  return before.kind === 'link' || Buffer.compare(before.content, after.content) !== 0;
}

function requireDirectory(host: HostReader, path: string): void {
  if (missingDirectories(host, posix.dirname(path)).length === 0) return;
  throw new DroverError('HOST_MISSING', `Cannot write ${path}: its directory ${posix.dirname(path)} does not exist`);
}

function keepBackup(host: Host, before: ContentState): void {
  if (before.content === undefined || before.attributes === undefined) return;
  const { owner, group, mode } = before.attributes;
  const times = host.stat(before.path);
  const backup = backupPath(before);
  host.writeFile(backup, before.content, { uid: owner, gid: group, ...modeOf(mode) });
  if (times !== undefined) host.setTimes(backup, { atime: times.atime, mtime: times.mtime });
}

function write(host: Host, change: ContentChange): void {
  const { before, after } = change;
  if (after.content === undefined || after.attributes === undefined) return;
  if (!contentDiffers(change)) {
    if (before.attributes !== undefined) applyAttributes(host, after.path, before.attributes, after.attributes);
    return;
  }
  const { owner, group, mode } = after.attributes;
  const options = { uid: owner, gid: group, ...modeOf(mode) };
  if (before.kind !== 'link') {
    host.writeFile(after.path, after.content, options);
    return;
  }
  const temporary = posix.join(posix.dirname(after.path), `.${posix.basename(after.path)}.drover`);
  host.remove(temporary);
  host.writeFile(temporary, after.content, options);
  host.rename(temporary, after.path);
}

function modeOf(mode: string | undefined): { mode?: number } {
  return mode === undefined ? {} : { mode: Number.parseInt(mode, 8) };
}
