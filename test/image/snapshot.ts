import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** Everything below a root by path: type and mode, owner, group, and content as a digest or a link's target. */
export function snapshot(root: string, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(join(root, path)).sort()) {
    const below = join(path, name);
    const stat = lstatSync(join(root, below));
    found.set(below, `${stat.mode.toString(8)} ${stat.uid}:${stat.gid} ${contentOf(join(root, below), stat)}`);
    if (stat.isDirectory()) for (const [key, value] of snapshot(root, below)) found.set(key, value);
  }
  return found;
}

function contentOf(path: string, stat: Stats): string {
  if (stat.isSymbolicLink()) return readlinkSync(path);
  return stat.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
}
