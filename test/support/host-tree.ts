import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export interface TreeEntry {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly link?: string;
  /** SHA-256 of a file's bytes. */
  readonly bytes?: string;
  /** Nanoseconds since 1970, as text; left out where times do not matter. */
  readonly modified?: string;
}

interface Options {
  /** Whether times count. */
  readonly times?: boolean;
  /** Paths below the root that are passed over, with all that is below them. */
  readonly without?: readonly string[];
}

/** Everything below a host root by its path on the host. */
export function hostTree(root: string, options: Options = {}): Record<string, TreeEntry> {
  const found: Record<string, TreeEntry> = {};
  const look = (folder: string): void => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      const path = `${folder}/${name}`;
      if (options.without?.includes(path) === true) continue;
      const entry = describeEntry(join(root, path), options.times === true);
      found[path] = entry.state;
      if (entry.isDirectory) look(path);
    }
  };
  look('');
  return found;
}

function describeEntry(path: string, times: boolean): { readonly state: TreeEntry; readonly isDirectory: boolean } {
  const stat = lstatSync(path, { bigint: true });
  const state: TreeEntry = {
    mode: Number(stat.mode),
    uid: Number(stat.uid),
    gid: Number(stat.gid),
    ...(stat.isSymbolicLink() ? { link: readlinkSync(path) } : {}),
    ...(stat.isFile() ? { bytes: createHash('sha256').update(readFileSync(path)).digest('hex') } : {}),
    ...(times ? { modified: String(stat.mtimeNs) } : {}),
  };
  return { state, isDirectory: stat.isDirectory() };
}
