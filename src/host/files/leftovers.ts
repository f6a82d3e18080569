import { closeSync, constants, openSync, readdirSync, unlinkSync } from 'node:fs';
import { codeOf } from '../io-error.ts';
import { native } from '../native.ts';
import { joinPath } from '../paths.ts';

const pattern = /^\..*\.drover-[0-9a-z]{12}$/s;

/** Of a long name as many characters as leave room for the marks, at four bytes each of the 255 a name may have. */
const shortened = 50;

/** A name for a file's new content, beside it, that `removeLeftovers` knows again. */
export function temporaryName(name: string): string {
  let random = '';
  while (random.length < 12) random += Math.random().toString(36).slice(2);
  const short = Buffer.byteLength(name) > 4 * shortened ? [...name].slice(0, shortened).join('') : name;
  return `.${short}.drover-${random.slice(0, 12)}`;
}

/**
 * Removes the temporary files that a killed run left in a directory. A run that is at work holds a lock on its own,
 * which the kernel releases when the run dies.
 */
export function removeLeftovers(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (name.includes('.drover-') && pattern.test(name)) removeIfDead(joinPath(directory, name));
  }
}

function removeIfDead(path: string): void {
  try {
    const fd = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      if (native().lock(fd)) unlinkSync(path);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    // Gone meanwhile, or not one of ours: a link, a directory.
    if (!['ENOENT', 'ELOOP', 'EISDIR', 'ENXIO'].includes(codeOf(error) ?? '')) throw error;
  }
}
