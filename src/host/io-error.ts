import { DroverError } from '../core/errors.ts';

/** What the errors of file calls mean to a person. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EBUSY: 'it is in use, as a mount point is',
  EDQUOT: "the owner's disk quota is used up",
  EEXIST: 'there is something of that name already',
  EFBIG: 'the file would be too large',
  EINVAL: 'the file system does not take such a name or value',
  EIO: 'the disk reports an input/output error',
  EISDIR: 'it is a directory',
  ELOOP: 'its symbolic links go round in a circle',
  EMFILE: 'too many files are open',
  EMLINK: 'it has too many hard links',
  ENAMETOOLONG: 'the name is too long',
  ENODATA: 'there is no such attribute',
  ENODEV: 'there is no such device',
  ENOENT: 'there is no such file or directory',
  ENOMEM: 'the machine is out of memory',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'a part of its path is not a directory',
  ENOTEMPTY: 'the directory is not empty',
  ENOTSUP: 'the file system cannot do that',
  ENXIO: 'there is no such device',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  ETXTBSY: 'the program is running',
  EXDEV: 'it lies on another file system',
};

/** The `code` of a failed system call; undefined for any other exception. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * A failed file call as an error for the operator: `HOST_MISSING` for `ENOENT` and `ENOTDIR`, else `HOST_IO`.
 * An exception without a system error code is a bug and comes back as it is.
 *
 * @param action the verb of the message: `read`, `write`, `remove`
 * @param error the exception, or a system error code
 */
export function ioError(action: string, path: string, error: unknown): unknown {
  const code = typeof error === 'string' ? error : codeOf(error);
  if (code === undefined || error instanceof DroverError) return error;
  const missing = code === 'ENOENT' || code === 'ENOTDIR';
  return new DroverError(missing ? 'HOST_MISSING' : 'HOST_IO', `Cannot ${action} "${path}": ${reasonOf(code)}`, {
    cause: typeof error === 'string' ? undefined : error,
  });
}

/** @returns what a system error code means, in words */
export function reasonOf(code: string): string {
  return reasons[code] ?? `the system says ${code}`;
}
