import type { FileStat } from '../../core/host.ts';
import { Float } from '../../core/value/types.ts';

/** The fields that `stat` and `find` of ansible-core 2.18.6 return of a file. */
export function statResult(stat: FileStat): Record<string, unknown> {
  const { mode, type } = stat;
  const bit = (mask: number): boolean => (mode & mask) !== 0;
  return {
    mode: mode.toString(8).padStart(4, '0'),
    isdir: type === 'directory',
    ischr: type === 'character',
    isblk: type === 'block',
    isreg: type === 'file',
    isfifo: type === 'fifo',
    islnk: type === 'link',
    issock: type === 'socket',
    uid: stat.uid,
    gid: stat.gid,
    size: stat.size,
    inode: stat.inode,
    dev: stat.device,
    nlink: stat.links,
    atime: new Float(stat.atime),
    mtime: new Float(stat.mtime),
    ctime: new Float(stat.ctime),
    ...{ wusr: bit(0o200), rusr: bit(0o400), xusr: bit(0o100) },
    ...{ wgrp: bit(0o020), rgrp: bit(0o040), xgrp: bit(0o010) },
    ...{ woth: bit(0o002), roth: bit(0o004), xoth: bit(0o001) },
    ...{ isuid: bit(0o4000), isgid: bit(0o2000) },
  };
}
