import { join } from 'node:path';

/** The checkout's directory. */
export const repository = join(import.meta.dirname, '../..');

/** Where the build puts what it makes. */
export const dist = join(repository, 'dist');
