import { createHash } from 'node:crypto';
import { buffer as bufferOf } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { BundleFile } from './bundle-file.ts';

/** A layer as the registry stores it. */
export interface Layer {
  /** Compressed. */
  readonly content: Uint8Array;
  /** Of the compressed bytes: `sha256:…`. */
  readonly digest: string;
  /** Of the tar archive in it. */
  readonly diffId: string;
}

/** Where the image carries the bundle. */
const root = 'bundle';

/** The place of the byte in a gzip header that names the operating system, and its value for "unknown". */
const osByte = 9;
const osUnknown = 255;

/**
 * A layer that holds these files under /bundle. The same files and time give the same bytes: sorted, owned by root, with
 * modes 0644 or 0755, gzip without name and time.
 * @param time seconds since 1970, of everything in it
 * @param replaces whether it hides what the layers below have under /bundle
 */
export async function makeLayer(files: readonly BundleFile[], time: number, replaces: boolean): Promise<Layer> {
  const { pack } = await import('tar-stream');
  const archive = pack();
  const common = { uid: 0, gid: 0, uname: '', gname: '', mtime: new Date(time * 1000) };
  const directory = (name: string) => archive.entry({ ...common, name: `${name}/`, type: 'directory', mode: 0o755 });
  directory(root);
  // OCI's mark for a directory that shows nothing of the layers below.
  if (replaces) archive.entry({ ...common, name: `${root}/.wh..wh..opq`, mode: 0o644 }, '');
  const made = new Set<string>();
  for (const { path, content, executable, link } of files) {
    for (const parent of parentsOf(path).filter((name) => !made.has(name))) {
      made.add(parent);
      directory(`${root}/${parent}`);
    }
    const name = `${root}/${path}`;
    if (link !== undefined) archive.entry({ ...common, name, type: 'symlink', linkname: link, mode: 0o777 });
    else archive.entry({ ...common, name, mode: executable ? 0o755 : 0o644 }, Buffer.from(content));
  }
  archive.finalize();
  const tar = await bufferOf(archive);
  const content = await promisify(gzip)(tar, { level: 6 });
  content[osByte] = osUnknown;
  return { content, digest: digestOf(content), diffId: digestOf(tar) };
}

/** `sha256:…` of some bytes. */
export function digestOf(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** `a`, `a/b` of `a/b/c`. */
function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
