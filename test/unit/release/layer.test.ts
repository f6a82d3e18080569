import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { BundleFile } from '../../../src/release/bundle-file.ts';
import { digestOf, makeLayer } from '../../../src/release/layer.ts';

const work = mkdtempSync(join(tmpdir(), 'drover-layer.'));
afterAll(() => rmSync(work, { recursive: true }));

const file = (path: string, content = 'x', executable = false): BundleFile => ({
  path,
  content: Buffer.from(content),
  executable,
});
const time = 1_700_000_000;

/** As the real tar lists it. */
function listed(content: Uint8Array): string[] {
  writeFileSync(join(work, 'layer.tar.gz'), content);
  const args = ['--list', '--verbose', '--numeric-owner', '--full-time', '--utc', '--file', join(work, 'layer.tar.gz')];
  const lines = execFileSync('tar', args, { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => line.replace(/\s+/g, ' '));
}

describe('A layer', () => {
  it('has root as owner, plain modes and one time, with each directory once before what is in it', async () => {
    const { content } = await makeLayer([file('a/b/c', 'hello'), file('a/run', '#!/bin/sh', true), file('z')], time, false);
    expect(listed(content)).toEqual([
      'drwxr-xr-x 0/0 0 2023-11-14 22:13:20 bundle/',
      'drwxr-xr-x 0/0 0 2023-11-14 22:13:20 bundle/a/',
      'drwxr-xr-x 0/0 0 2023-11-14 22:13:20 bundle/a/b/',
      '-rw-r--r-- 0/0 5 2023-11-14 22:13:20 bundle/a/b/c',
      '-rwxr-xr-x 0/0 9 2023-11-14 22:13:20 bundle/a/run',
      '-rw-r--r-- 0/0 1 2023-11-14 22:13:20 bundle/z',
    ]);
  });

  it('keeps links, long names and names that are no ASCII', async () => {
    const long = `${'d'.repeat(120)}/${'f'.repeat(120)}`;
    const { content } = await makeLayer([{ ...file('link'), link: 'target' }, file(long), file('größe')], time, false);
    const lines = listed(content).join('\n');
    expect(lines).toContain('bundle/link -> target');
    expect(lines).toContain(`bundle/${long}`);
    expect(
      execFileSync('tar', ['--list', '--quoting-style=literal', '--file', join(work, 'layer.tar.gz')], { encoding: 'utf8' }),
    ).toContain('bundle/größe');
  });

  it('hides what the layers below have, where it is asked to', async () => {
    const names = async (replaces: boolean) =>
      listed((await makeLayer([file('a')], time, replaces)).content).map((line) => line.split(' ').at(-1));
    expect(await names(true)).toEqual(['bundle/', 'bundle/.wh..wh..opq', 'bundle/a']);
    expect(await names(false)).toEqual(['bundle/', 'bundle/a']);
  });

  it('has a gzip header without name, time and system', async () => {
    const { content } = await makeLayer([file('a')], time, false);
    expect([...content.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  });

  it('is the same bytes for the same files, and tells their digests', async () => {
    const make = () => makeLayer([file('a', 'text '.repeat(1000)), file('b')], time, true);
    const [one, two] = [await make(), await make()];
    expect(one).toEqual(two);
    expect(one.digest).toBe(digestOf(one.content));
    expect(one.diffId).toBe(digestOf(gunzipSync(one.content)));
    expect(one.content.length).toBeLessThan(500);
  });
});
