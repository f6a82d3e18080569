import { createReadStream } from 'node:fs';
import { buffer as bufferOf } from 'node:stream/consumers';
import { DroverError } from '../core/errors.ts';
import { belongs } from './belongs.ts';
import type { BundleFile } from './bundle-file.ts';

const largeFilePointer = Buffer.from('version https://git-lfs.github.com/spec/');

/**
 * The bundle's files in a tar archive as `git archive` writes it, sorted by path.
 * @throws DroverError `BUNDLE_INVALID` for what would mean something else on the machines
 */
export async function readArchive(archive: string): Promise<BundleFile[]> {
  const { extract } = await import('tar-stream');
  const entries = createReadStream(archive).pipe(extract());
  const files: BundleFile[] = [];
  for await (const entry of entries) {
    const { name, type, linkname, mode = 0 } = entry.header;
    const content = await bufferOf(entry);
    if (!belongs(name) || (type !== 'file' && type !== 'symlink')) continue;
    const link = type === 'symlink' ? (linkname ?? '') : undefined;
    const file = { path: name, content, executable: (mode & 0o100) !== 0, link };
    refuseStrange(file);
    files.push(file);
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function refuseStrange({ path, content, link }: BundleFile): void {
  if (link !== undefined && leadsOut(path, link)) {
    throw new DroverError('BUNDLE_INVALID', `Cannot release "${path}": it is a link to "${link}", outside the bundle`, {
      hint: 'let it lead to a file of the same repository, by a path like "../files/name"',
    });
  }
  if (Buffer.from(content.subarray(0, largeFilePointer.length)).equals(largeFilePointer)) {
    throw new DroverError('BUNDLE_INVALID', `Cannot release "${path}": here is only its Git LFS pointer`, {
      hint: 'install git-lfs, then run: git lfs install && git lfs fetch',
    });
  }
}

/** `..` is allowed in front only: after a name that is itself a link it would lead anywhere. */
function leadsOut(path: string, link: string): boolean {
  const [, up = '', rest = ''] = /^((?:\.\.(?:\/|$))*)(.*)$/s.exec(link.replace(/^(\.\/)+/, '')) ?? [];
  const depth = path.split('/').length - 1;
  return link.startsWith('/') || up.split('..').length - 1 > depth || rest.split('/').includes('..');
}
