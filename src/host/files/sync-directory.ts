import { closeSync, constants, fsyncSync, openSync } from 'node:fs';
import { codeOf } from '../io-error.ts';

/** Sees to it that names of files made or renamed in a directory outlast a power cut. */
export function syncDirectory(path: string): void {
  const fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(fd);
  } catch (error) {
    // Some file systems have nothing to sync in a directory.
    if (codeOf(error) !== 'EINVAL') throw error;
  } finally {
    closeSync(fd);
  }
}
