import type { Diagnostic } from '../../core/diagnostic.ts';

/** Where a bundle carries what was parsed of it. */
export const compiledPath = '.drover-compiled';

/**
 * The first line of the file. It stays as it is in all versions of Drover, so that each knows what it must not read.
 * The second line is the index, then come the compiled files, a line each.
 */
export interface Head {
  /** The Drover that compiled it, as `drover --version` has it: only the same one reads it. */
  readonly drover: string;
  /** Digest of all that follows this line. */
  readonly digest: string;
}

export interface Index {
  /** In the order of the lines. */
  readonly files: readonly FileEntry[];
  readonly playbooks: readonly (readonly [path: string, CheckedPlaybook])[];
}

/** A file, the digest of its source, the length of its line, and what parsing warned of. */
export type FileEntry = readonly [path: string, digest: string, length: number, warnings?: readonly Diagnostic[]];

/** A playbook that was found valid. */
export interface CheckedPlaybook {
  /** All files that it is parsed from, in that order. */
  readonly files: readonly string[];
  /** What the checks warned of. */
  readonly warnings: readonly Diagnostic[];
}
