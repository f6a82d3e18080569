import { posix } from 'node:path';
import type { Host, PredictedHost } from '../../core/host.ts';
import { context } from '../lib/context.ts';
import { applyAttributes } from '../lib/file-attributes.ts';
import { applyContent, type ContentState, predictContent, type WriteOptions } from '../lib/file-content.ts';
import { makeDirectories } from '../lib/make-directories.ts';
import type { CopyArgs } from './args.ts';
import type { CopyState } from './state.ts';

interface CopyChange {
  readonly args: CopyArgs;
  readonly before: CopyState;
  readonly after: CopyState;
}

/** Writes the files that differ, then sees to directories and links. */
export async function applyCopy(host: Host, change: CopyChange): Promise<void> {
  for (const [before, after] of changedFiles(change)) await applyContent(host, { before, after }, writeOptions(change));
  applyDirectories(host, change);
  applyLinks(host, change);
}

export function predictCopy(host: PredictedHost, change: CopyChange): void {
  for (const [before, after] of changedFiles(change)) predictContent(host, { before, after }, writeOptions(change));
  applyDirectories(host, change);
  applyLinks(host, change);
}

function* changedFiles({ before, after }: CopyChange): Generator<[ContentState, ContentState]> {
  for (const [path, file] of Object.entries(after.files)) {
    const present = before.files[path];
    if (present !== undefined && present !== file) yield [present, file];
  }
}

function writeOptions({ args, before }: CopyChange): WriteOptions {
  const { sources, accounts } = before[context];
  const makesDirectories = sources.isTree || args.dest.endsWith('/');
  return {
    validate: args.validate,
    backup: args.backup,
    ...(makesDirectories ? { directories: { mode: args.directory_mode, accounts } } : {}),
  };
}

function applyDirectories(host: Host, { before, after, args }: CopyChange): void {
  const { fresh, accounts } = before[context];
  for (const [path, wanted] of Object.entries(after.directories)) {
    if (wanted === undefined) continue;
    const stat = host.lstat(path);
    if (stat?.type !== 'directory') makeDirectories(host, path, { mode: args.directory_mode, accounts });
    applyAttributes(host, path, before.directories[path] ?? fresh, wanted);
  }
}

function applyLinks(host: Host, { before, after }: CopyChange): void {
  for (const [path, target] of Object.entries(after.links)) {
    if (target === undefined || target === before.links[path]) continue;
    makeDirectories(host, posix.dirname(path));
    host.remove(path);
    host.symlink(target, path);
  }
}
