import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { BundleFile } from '../../../src/release/bundle-file.ts';
import { bundleLayers } from '../../../src/release/bundle-layers.ts';

const file = (path: string, content: string): BundleFile => ({ path, content: Buffer.from(content), executable: false });
const small = file('roles/a/templates/a.j2', 'small');
const large = file('roles/a/files/image', 'large'.repeat(10_000));

describe('The layers of a bundle', () => {
  it('are one where no file is large, and it names the commit', async () => {
    const layers = await bundleLayers([small], 'c0ffee', 1_700_000_000);
    expect(layers).toHaveLength(1);
    const tar = gunzipSync(layers[0]?.content ?? Buffer.alloc(0)).toString('latin1');
    expect(tar).toContain('bundle/COMMIT');
    expect(tar).toContain('c0ffee\n');
  });

  it('have large files apart, in a layer that stays as it is when only the commit changes', async () => {
    const [one, two] = [await bundleLayers([large, small], 'c0ffee', 1), await bundleLayers([large, small], 'decade', 2)];
    expect(one).toHaveLength(2);
    expect(two[0]).toEqual(one[0]);
    expect(two[1]?.digest).not.toBe(one[1]?.digest);
  });

  it('hide a bundle of the base in the lowest one only, so that the upper one hides no large file', async () => {
    const texts = (await bundleLayers([large, small], 'c0ffee', 1)).map(({ content }) => gunzipSync(content).toString('latin1'));
    expect(texts.map((text) => text.includes('.wh..wh..opq'))).toEqual([true, false]);
  });
});
