import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Everything below a folder: `{text | sha256 | link | dir, mode}` by path. */
export function filesBelow(folder: string, prefix = ''): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stat = lstatSync(path);
    const mode = (stat.mode & 0o7777).toString(8).padStart(4, '0');
    if (stat.isSymbolicLink()) found[prefix + name] = { link: readlinkSync(path) };
    else if (stat.isDirectory())
      Object.assign(found, { [prefix + name]: { dir: true, mode } }, filesBelow(path, `${prefix}${name}/`));
    else found[prefix + name] = { mode, ...contentOf(readFileSync(path)) };
  }
  return found;
}

function contentOf(bytes: Buffer): Record<string, string> {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? { text } : { sha256: createHash('sha256').update(bytes).digest('hex') };
}
