import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertRoot } from '../../src/host/root.ts';

const isRoot = process.getuid?.() === 0;
let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-root-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('a root', () => {
  it.each([
    ['a relative path', () => 'host', 'it is no absolute path'],
    ['a file', () => '/etc/passwd', 'it is no directory'],
    ['nothing', () => join(directory, 'none'), 'it is no directory'],
    ['an empty directory', () => directory, 'it has no "etc"'],
    ['one without programs', () => mkdirSync(join(directory, 'etc')) ?? directory, 'it has neither "bin" nor "usr/bin"'],
  ])('is refused: %s', (_case, root, why) => {
    expect(() => assertRoot(root())).toThrow(
      expect.objectContaining({ code: 'ROOT_INVALID', message: expect.stringContaining(why) as string }),
    );
  });

  it.skipIf(!isRoot)('is all that there is once it is entered, absolute links included (needs root)', () => {
    mkdirSync(join(directory, 'etc'));
    mkdirSync(join(directory, 'usr/bin'), { recursive: true });
    writeFileSync(join(directory, 'etc/inside'), '');
    writeFileSync(join(directory, 'etc/real-release'), 'NAME="Void"\nID="void"\n');
    symlinkSync('/etc/real-release', join(directory, 'etc/os-release'));
    const output = execFileSync(join(import.meta.dirname, '../../scripts/node'), [
      join(import.meta.dirname, 'fixtures/list-root.ts'),
      directory,
    ]);
    expect(JSON.parse(output.toString())).toEqual({
      etc: ['inside', 'os-release', 'real-release'],
      cwd: '/',
      distribution: 'Void',
      missing: 'Cannot run "no-such-program": there is no such program on the host',
    });
  });
});
