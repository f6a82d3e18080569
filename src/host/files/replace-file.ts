import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from 'node:fs';
import type { WriteOptions } from '../../core/host.ts';
import { codeOf } from '../io-error.ts';
import { native } from '../native.ts';
import { joinPath, nameOf, parentOf } from '../paths.ts';
import { temporaryName } from './leftovers.ts';
import { syncDirectory } from './sync-directory.ts';

const create = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * Puts new content in a file's place in one step: other processes, and the next start after a power cut, see the
 * old file or the new one. Mode, owner and extended attributes of an old file stay.
 *
 * @param path without symbolic links
 * @param umask for the mode of a new file
 * @throws the system's exception; the old file is untouched then and the temporary one is gone
 */
export function replaceFile(path: string, content: Uint8Array, options: WriteOptions, umask: number): void {
  const old = lstatSync(path, { throwIfNoEntry: false });
  if (old !== undefined && !old.isFile())
    throw Object.assign(new Error('no file'), { code: old.isDirectory() ? 'EISDIR' : 'EEXIST' });
  const directory = parentOf(path);
  const temporary = joinPath(directory, temporaryName(nameOf(path)));
  const fd = openSync(temporary, create, 0o600);
  let isDone = false;
  try {
    // Tells `removeLeftovers` of another process that this one is alive.
    native().lock(fd);
    writeAll(fd, content);
    dress(fd, temporary, path, { old, options, umask });
    fsyncSync(fd);
    isDone = moveInto(temporary, path, content, options);
  } finally {
    closeSync(fd);
    if (!isDone) discard(temporary);
  }
  syncDirectory(directory);
}

function discard(temporary: string): void {
  try {
    unlinkSync(temporary);
  } catch (error) {
    // A disk that refuses this too: the next write to the directory tries again, and the first error is the one to tell.
    if (codeOf(error) === undefined) throw error;
  }
}

function writeAll(fd: number, content: Uint8Array): void {
  for (let written = 0; written < content.length; ) written += writeSync(fd, content, written);
}

interface Dress {
  readonly old: Stats | undefined;
  readonly options: WriteOptions;
  readonly umask: number;
}

/** Owner first, since a change of owner takes setuid away; the mode last, since an ACL alters its group bits. */
function dress(fd: number, temporary: string, path: string, { old, options, umask }: Dress): void {
  const uid = options.uid ?? old?.uid;
  const gid = options.gid ?? old?.gid;
  if (uid !== undefined || gid !== undefined) fchownSync(fd, uid ?? -1, gid ?? -1);
  if (old !== undefined) copyAttributes(path, temporary);
  fchmodSync(fd, options.mode ?? (old === undefined ? 0o666 & ~umask : old.mode & 0o7777));
}

/** What Python's `shutil.copystat`, which Ansible uses here, passes over as well. */
const passable: readonly string[] = ['EPERM', 'ENOTSUP', 'ENODATA', 'EINVAL', 'EACCES'];

function copyAttributes(from: string, to: string): void {
  for (const name of attributeNames(from)) {
    try {
      native().setAttribute(to, name, native().getAttribute(from, name));
    } catch (error) {
      if (!passable.includes(codeOf(error) ?? '')) throw error;
    }
  }
}

/** Names of a file's extended attributes; none where the file system has no such thing. */
export function attributeNames(path: string): string[] {
  try {
    return native().listAttributes(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOTSUP') throw error;
    return [];
  }
}

/** @returns false where the file was written in place, so that the temporary one is left over */
function moveInto(temporary: string, path: string, content: Uint8Array, options: WriteOptions): boolean {
  try {
    renameSync(temporary, path);
    return true;
  } catch (error) {
    // A file that is a mount point of its own, as /etc/resolv.conf is in a container, cannot be replaced.
    if (codeOf(error) !== 'EBUSY' || options.inPlace !== true) throw error;
  }
  const fd = openSync(path, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    writeAll(fd, content);
    ftruncateSync(fd, content.length);
    if (options.uid !== undefined || options.gid !== undefined) fchownSync(fd, options.uid ?? -1, options.gid ?? -1);
    if (options.mode !== undefined) fchmodSync(fd, options.mode);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return false;
}
