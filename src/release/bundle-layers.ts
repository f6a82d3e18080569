import type { BundleFile } from './bundle-file.ts';
import { type Layer, makeLayer } from './layer.ts';

/** Bytes from which on a file counts as large. */
const large = 32 * 1024;

/**
 * The layers of a bundle. Large files have one of their own, which does not depend on the commit: as long as none of them
 * changes, a release pushes the other layer only.
 * @param time seconds since 1970, of the commit
 */
export async function bundleLayers(files: readonly BundleFile[], commit: string, time: number): Promise<Layer[]> {
  const isLarge = ({ content }: BundleFile) => content.length >= large;
  const largeFiles = files.filter(isLarge);
  const mark: BundleFile = { path: 'COMMIT', content: Buffer.from(`${commit}\n`), executable: false };
  const rest = [mark, ...files.filter((file) => !isLarge(file))];
  if (largeFiles.length === 0) return [await makeLayer(rest, time, true)];
  return await Promise.all([makeLayer(largeFiles, 0, true), makeLayer(rest, time, false)]);
}
