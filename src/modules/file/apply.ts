import { posix } from 'node:path';
import type { Host } from '../../core/host.ts';
import { context } from '../lib/context.ts';
import { applyAttributes, newAttributes } from '../lib/file-attributes.ts';
import { missingDirectories } from '../lib/make-directories.ts';
import type { FileArgs } from './args.ts';
import type { Item, Reading } from './state.ts';

/** Brings the wanted state about: what lies at the path first, then owners, modes and times. */
export function applyFile(host: Host, args: FileArgs, before: Reading, after: Reading): void {
  const { fresh, freshPath } = before[context];
  if (after.kind === 'absent') {
    host.remove(after.path);
    return;
  }
  const isMade = before.kind !== after.kind || before.target !== after.target || before.isLinked !== after.isLinked;
  if (isMade) make(host, args, before, after);
  for (const [path, item] of Object.entries(after.items)) {
    const current = isMade && path === freshPath ? fresh : before.items[path];
    if (current === undefined) continue;
    applyAttributes(host, path, current, item);
    applyTimes(host, path, current, item);
  }
}

function make(host: Host, args: FileArgs, before: Reading, after: Reading): void {
  const { wanted } = before[context];
  if (wanted === 'directory') makeAll(host, after);
  if (wanted === 'touch') host.writeFile(after.path, '');
  if (wanted === 'link') replace(host, before, after.path, (path) => host.symlink(after.target ?? '', path));
  if (wanted === 'hard') replace(host, before, after.path, (path) => host.hardLink(linkSource(host, args), path));
}

/** Every directory that is missing gets the attributes asked for, as Ansible does it. */
function makeAll(host: Host, after: Reading): void {
  const item = after.items[after.path];
  for (const path of missingDirectories(host, after.path)) {
    const fresh = newAttributes(host, posix.dirname(path), 'directory');
    host.makeDirectory(path);
    if (item !== undefined && path !== after.path) applyAttributes(host, path, fresh, item);
  }
}

/** Puts a link in the place of what is there, in one step. */
function replace(host: Host, before: Reading, path: string, make: (path: string) => void): void {
  if (before.kind === 'absent') {
    make(path);
    return;
  }
  const temporary = posix.join(posix.dirname(path), `.${posix.basename(path)}.drover`);
  host.remove(temporary);
  make(temporary);
  if (before.kind === 'directory') host.remove(path);
  host.rename(temporary, path);
}

function linkSource(host: Host, { src = '', follow }: FileArgs): string {
  return follow && host.lstat(src)?.type === 'link' ? host.realPath(src) : src;
}

function applyTimes(host: Host, path: string, before: Item, after: Item): void {
  if (before.mtime === after.mtime && before.atime === after.atime) return;
  const seconds = (time: Item['mtime']): number | undefined => (time === 'now' ? Date.now() / 1000 : time);
  host.setTimes(path, { mtime: seconds(after.mtime), atime: seconds(after.atime) });
}
