import { posix } from 'node:path';
import type { Host } from '../../core/host.ts';
import { makeDirectories, missingDirectories } from '../lib/make-directories.ts';

/**
 * Only root can put a link here, and programs run from it: /run and /tmp are often mounted `noexec`. It is not below the
 * agent's own directory, into which other users cannot look.
 */
const folder = '/var/lib/drover-script';

export interface Program {
  /** The file's name, which the program may look at. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** Has a program on the host, executable for the task's user alone, while `use` works with its path. */
export async function withProgram<T>(host: Host, program: Program, use: (path: string) => Promise<T>): Promise<T> {
  // What a killed run left.
  host.remove(folder);
  const parent = posix.dirname(folder);
  const [madeFirst = folder] = missingDirectories(host, parent);
  makeDirectories(host, parent);
  try {
    host.makeDirectory(folder, 0o711);
    // A task with become_user makes what is that user's, who could swap the file before it is written.
    host.setOwner(folder, 0, 0);
    const path = `${folder}/${program.name}`;
    host.writeFile(path, program.content, { mode: 0o700 });
    return await use(path);
  } finally {
    host.remove(madeFirst);
  }
}
