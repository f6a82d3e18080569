import type { BundleFile } from './bundle-file.ts';
import { type Layer, makeLayer } from './layer.ts';

/** Bytes from which on a file counts as large. */
const large = 32 * 1024;

/**
 * The layers of a bundle. Large files have one of their own, which does not depend on the commit: as long as none of them
 * changes, a release pushes the other layer only. The compiled form, once it is large, changes with more commits than those
 * and with fewer than the rest: it has a third.
 * @param time seconds since 1970, of the commit
 */
export async function bundleLayers(
  { files, compiled, commit }: { files: readonly BundleFile[]; compiled: BundleFile; commit: string },
  time: number,
): Promise<Layer[]> {
  const isLarge = ({ content }: BundleFile) => content.length >= large;
  const mark: BundleFile = { path: 'COMMIT', content: Buffer.from(`${commit}\n`), executable: false };
  const rest = [mark, ...[compiled, ...files].filter((file) => !isLarge(file))];
  const apart = [files.filter(isLarge), [compiled].filter(isLarge)].filter((layer) => layer.length > 0);
  const layers = [...apart.map((content) => ({ content, from: 0 })), { content: rest, from: time }];
  return await Promise.all(layers.map(({ content, from }, index) => makeLayer(content, from, index === 0)));
}
