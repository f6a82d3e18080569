import { constants, type Stats } from 'node:fs';
import type { FileStat, FileType } from '../../core/host.ts';

const types: ReadonlyMap<number, FileType> = new Map([
  [constants.S_IFREG, 'file'],
  [constants.S_IFDIR, 'directory'],
  [constants.S_IFLNK, 'link'],
  [constants.S_IFIFO, 'fifo'],
  [constants.S_IFSOCK, 'socket'],
  [constants.S_IFCHR, 'character'],
  [constants.S_IFBLK, 'block'],
]);

/** Node's answer in the host's terms. */
export function fileStat(stats: Stats): FileStat {
  return {
    type: types.get(stats.mode & constants.S_IFMT) ?? 'file',
    mode: stats.mode & 0o7777,
    uid: stats.uid,
    gid: stats.gid,
    size: stats.size,
    inode: stats.ino,
    device: stats.dev,
    links: stats.nlink,
    atime: stats.atimeMs / 1000,
    mtime: stats.mtimeMs / 1000,
    ctime: stats.ctimeMs / 1000,
  };
}
