import { constants, lstatSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import type { FileType } from '../../core/host.ts';
import { decodeText } from '../file-text.ts';
import { codeOf, ioError } from '../io-error.ts';
import { type Look, walk } from '../walk.ts';
import { fileStat } from './file-stat.ts';

/** `O_NOATIME`: looking leaves no trace. `O_NONBLOCK`: a FIFO without a writer does not hold the run up. */
const quiet = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOATIME;
const plain = constants.O_RDONLY | constants.O_NONBLOCK;

/** @throws DroverError `HOST_MISSING`, `HOST_IO` */
export function readBytes(path: string): Uint8Array {
  return reading(path, (flag) => readFileSync(path, { flag }));
}

/** The text as `decodeText` gives it. */
export function readText(path: string): string {
  const text = reading(path, (flag) => readFileSync(path, { encoding: 'utf8', flag }));
  // The fast decoder puts U+FFFD in the place of bytes that are not UTF-8; the file may also hold that character.
  return text.includes('\ufffd') ? decodeText(readBytes(path)) : text;
}

// Node's types want a string here, Node itself takes the number as well.
type Flag = string;

function reading<T>(path: string, read: (flag: Flag) => T): T {
  try {
    return read(quiet as unknown as Flag);
  } catch (error) {
    // Only the owner and root may read without a trace.
    if (codeOf(error) !== 'EPERM') throw ioError('read', path, error);
  }
  try {
    return read(plain as unknown as Flag);
  } catch (error) {
    throw ioError('read', path, error);
  }
}

/**
 * The path with every link resolved; the last part of what it leads to may be missing.
 *
 * @param action the verb of the error message
 */
export function resolvePath(path: string, action = 'resolve'): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw ioError(action, path, error);
  }
  const place = walk(kernelFiles, path, true);
  if (typeof place === 'string') throw ioError(action, path, place);
  return place.path;
}

const kernelFiles: Look<{ readonly type: FileType }> = {
  at: (path) => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats && fileStat(stats);
  },
  targetOf: (path) => readlinkSync(path),
};
