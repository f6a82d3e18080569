import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { BundleFile } from '../../../src/release/bundle-file.ts';
import { bundleLayers } from '../../../src/release/bundle-layers.ts';

const file = (path: string, content: string): BundleFile => ({ path, content: Buffer.from(content), executable: false });
const small = file('roles/a/templates/a.j2', 'small');
const compiled = file('.drover-compiled', 'parsed');
const large = file('roles/a/files/image', 'large'.repeat(10_000));

const twoCommits = (bundle: { files: BundleFile[]; compiled: BundleFile }) =>
  ['c0ffee', 'decade'].map((commit, time) => bundleLayers({ ...bundle, commit }, time));

describe('The layers of a bundle', () => {
  it('are one where no file is large, and it names the commit', async () => {
    const layers = await bundleLayers({ files: [small], compiled, commit: 'c0ffee' }, 1_700_000_000);
    expect(layers).toHaveLength(1);
    const tar = gunzipSync(layers[0]?.content ?? Buffer.alloc(0)).toString('latin1');
    expect(tar).toContain('bundle/COMMIT');
    expect(tar).toContain('c0ffee\n');
  });

  it('have large files apart, in a layer that stays as it is when only the commit changes', async () => {
    const [one, two] = await Promise.all(twoCommits({ files: [large, small], compiled }));
    expect(one).toHaveLength(2);
    expect(two?.[0]).toEqual(one?.[0]);
    expect(two?.[1]?.digest).not.toBe(one?.[1]?.digest);
  });

  it('hide a bundle of the base in the lowest one only, so that the upper one hides no large file', async () => {
    const texts = (await bundleLayers({ files: [large, small], compiled, commit: 'c0ffee' }, 1)).map(({ content }) =>
      gunzipSync(content).toString('latin1'),
    );
    expect(texts.map((text) => text.includes('.wh..wh..opq'))).toEqual([true, false]);
  });

  it('have a large compiled form apart, which a change of what it does not hold leaves as it is', async () => {
    const big = file('.drover-compiled', 'parsed'.repeat(10_000));
    const [one, two] = await Promise.all(twoCommits({ files: [large, small], compiled: big }));
    const alone = await bundleLayers({ files: [small], compiled: big, commit: 'c0ffee' }, 1);
    expect(one).toHaveLength(3);
    expect(two?.slice(0, 2)).toEqual(one?.slice(0, 2));
    const texts = alone.map(({ content }) => gunzipSync(content).toString('latin1'));
    expect(texts.map((text) => text.includes('.drover-compiled'))).toEqual([true, false]);
    expect(texts.map((text) => text.includes('.wh..wh..opq'))).toEqual([true, false]);
  });
});
