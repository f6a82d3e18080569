import { readFileSync } from 'node:fs';
import { codeOf, ioError } from '../host/io-error.ts';

/**
 * The name the machine with this root calls itself: of a root that is not `/` what its /etc/hostname says, since the
 * process may be in a container with a name of its own.
 * @throws DroverError `HOST_IO`
 */
export function machineName(root: string): string {
  const written = root === '/' ? undefined : firstLine(`${root}/etc/hostname`);
  return written ?? process.getBuiltinModule('node:os').hostname();
}

/** The first line that is neither empty nor a comment. */
function firstLine(path: string): string | undefined {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.map((line) => line.trim()).find((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw ioError('read', path, error);
  }
}
