import { statfsSync } from 'node:fs';
import { codeOf } from '../io-error.ts';
import type { FactContext, FactGroup, Facts } from './context.ts';

/** Whether this process's root is another one than that of the machine's first process. */
export const chrootFacts: FactGroup = { collector: 'chroot', names: ['is_chroot'], gather };

function gather({ files, environment }: FactContext): Facts {
  const { debian_chroot: marked = '' } = environment;
  if (marked !== '') return { is_chroot: true };
  const root = files.stat('/');
  try {
    const first = files.stat('/proc/1/root/.');
    if (first !== undefined) return { is_chroot: root?.inode !== first.inode || root.device !== first.device };
  } catch (error) {
    if (!(error instanceof Error) || codeOf(error.cause) === undefined) throw error;
  }
  // Not to be seen: the root of a file system has a number of its own.
  const topInode = { 2435016766: 256, 1481003842: 128 }[statfsSync('/').type] ?? 2;
  return { is_chroot: root?.inode !== topInode };
}
