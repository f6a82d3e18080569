import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { native } from '../../src/host/native.ts';
import { realMachine } from '../support/real-machine.ts';
import { killed, started } from '../support/started.ts';

const isRoot = process.getuid?.() === 0;
const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', name);

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-machine-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('writing a file', () => {
  it('makes a new file with the mode that the umask leaves', () => {
    const path = join(directory, 'new');
    realMachine().writeFile(path, 'hello\n');
    expect(readFileSync(path, 'utf8')).toBe('hello\n');
    expect(statSync(path).mode & 0o7777).toBe(0o666 & ~process.umask());
    expect(readdirSync(directory)).toEqual(['new']);
  });

  it('keeps mode, owner and extended attributes of the old file, in a new inode', () => {
    const path = join(directory, 'old');
    writeFileSync(path, 'old');
    chmodSync(path, 0o2750);
    if (isRoot) chownSync(path, 12, 34);
    if (isRoot) chmodSync(path, 0o2750);
    native().setAttribute(path, 'user.note', Buffer.from('kept'));
    const before = statSync(path);
    const machine = realMachine();
    machine.writeFile(path, 'new');
    const after = statSync(path);
    expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
    expect(after.ino).not.toBe(before.ino);
    expect(Buffer.from(machine.attributes(path).get('user.note') ?? []).toString()).toBe('kept');
  });

  it('writes through a link, and into a target that does not exist yet', () => {
    const machine = realMachine();
    symlinkSync('target', join(directory, 'link'));
    machine.writeFile(join(directory, 'link'), 'x');
    expect(lstatSync(join(directory, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(directory, 'target'), 'utf8')).toBe('x');
  });

  it('writes bytes that are not UTF-8 back as they were read', () => {
    const path = join(directory, 'latin1');
    const bytes = Buffer.from([0x61, 0xe4, 0x0a, 0xc3, 0xa4, 0xff, 0xef, 0xbf, 0xbd]);
    writeFileSync(path, bytes);
    const machine = realMachine();
    const text = machine.readText(path);
    expect(text).toBe('a\udce4\nä\udcff\ufffd');
    machine.writeFile(path, text);
    expect(Buffer.compare(readFileSync(path), bytes)).toBe(0);
  });

  it('reads without touching the access time', () => {
    const path = join(directory, 'read');
    writeFileSync(path, 'x');
    utimesSync(path, 1000, 2000);
    realMachine().readText(path);
    realMachine().readFile(path);
    expect(statSync(path).atimeMs).toBe(1_000_000);
  });

  it.each([
    ['a directory', (path: string) => mkdirSync(path), 'HOST_IO', 'it is a directory'],
    ['a place without a directory', () => undefined, 'HOST_MISSING', 'there is no such file or directory'],
  ])('says why it cannot write to %s', (_case, prepare, code, why) => {
    const path = code === 'HOST_MISSING' ? join(directory, 'none/file') : join(directory, 'it');
    prepare(path);
    expect(() => realMachine().writeFile(path, 'x')).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(why) as string }),
    );
  });

  it('is whole and old, or whole and new, when the writer is killed, and the next write clears up', async () => {
    const path = join(directory, 'killed');
    writeFileSync(path, 'a'.repeat(1 << 20));
    for (let round = 0; round < 4; round += 1) {
      const { program } = await started(fixture('write-forever.ts'), path);
      await new Promise((resolve) => setTimeout(resolve, 20 + round * 17));
      await killed(program);
      const text = readFileSync(path, 'utf8');
      expect(text.length).toBe(1 << 20);
      expect(new Set(text).size).toBe(1);
    }
    writeFileSync(join(directory, '.killed.drover-0123456789ab'), 'left over');
    writeFileSync(join(directory, '.other.drover-x'), 'not ours');
    realMachine().writeFile(path, 'end');
    expect(readdirSync(directory).sort()).toEqual(['.other.drover-x', 'killed']);
  });
});

describe.skipIf(!isRoot)('on file systems of its own (needs root)', () => {
  const mounted: string[] = [];
  afterEach(() => {
    for (const path of mounted.splice(0)) execFileSync('umount', [path]);
  });

  it('leaves the old file and no temporary one when the disk is full', () => {
    const small = join(directory, 'small');
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]);
    mounted.push(small);
    const path = join(small, 'file');
    const machine = realMachine();
    machine.writeFile(path, 'old');
    expect(() => machine.writeFile(path, 'x'.repeat(100_000))).toThrow(
      expect.objectContaining({ code: 'HOST_IO', message: `Cannot write "${path}": no space is left on the device` }),
    );
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(small)).toEqual(['file']);
  });

  it('refuses a file that is a mount point, and writes it in place when asked to', () => {
    const path = join(directory, 'resolv.conf');
    const source = join(directory, 'source');
    writeFileSync(path, '');
    writeFileSync(source, 'longer than the new one');
    execFileSync('mount', ['--bind', source, path]);
    mounted.push(path);
    const machine = realMachine();
    expect(() => machine.writeFile(path, 'x')).toThrow(expect.objectContaining({ code: 'HOST_IO' }));
    expect(readFileSync(path, 'utf8')).toBe('longer than the new one');
    machine.writeFile(path, 'new', { inPlace: true, mode: 0o600 });
    expect(readFileSync(source, 'utf8')).toBe('new');
    expect(statSync(source).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory).sort()).toEqual(['resolv.conf', 'source']);
  });

  it("follows no link by which a user leads it to what is not the user's", () => {
    const home = join(directory, 'alice');
    mkdirSync(home);
    chmodSync(directory, 0o755);
    chownSync(home, 1000, 1000);
    const victim = join(directory, 'victim');
    mkdirSync(victim);
    execFileSync('ln', ['-s', victim, join(home, '.ssh')]);
    execFileSync('chown', ['-h', '1000:1000', join(home, '.ssh')]);
    const machine = realMachine();
    for (const attack of [
      () => machine.writeFile(join(home, '.ssh/authorized_keys'), 'key'),
      () => machine.makeDirectory(join(home, '.ssh/new')),
      () => machine.remove(join(home, '.ssh/authorized_keys')),
      () => machine.setMode(join(home, '.ssh'), 0o777),
      () => machine.setOwner(join(home, '.ssh'), 1000, 1000),
    ]) {
      expect(attack).toThrow(expect.objectContaining({ code: 'PATH_UNSAFE' }));
    }
    expect(readdirSync(victim)).toEqual([]);
    expect(statSync(victim).uid).toBe(0);
  });

  it("follows a user's link to the user's own, root's links, and links in directories of root", () => {
    const home = join(directory, 'alice');
    const own = join(home, 'dotfiles');
    mkdirSync(own, { recursive: true });
    symlinkSync('dotfiles', join(home, '.config'));
    symlinkSync(directory, join(home, 'root-made-this'));
    for (const path of [home, own, join(home, '.config')]) execFileSync('chown', ['-h', '1000:1000', path]);
    mkdirSync(join(directory, 'www'));
    symlinkSync('www', join(directory, 'link'));
    execFileSync('chown', ['-h', '33:33', join(directory, 'link')]);
    const machine = realMachine();
    machine.writeFile(join(home, '.config/a'), 'a');
    machine.writeFile(join(home, 'root-made-this/b'), 'b');
    machine.writeFile(join(directory, 'link/c'), 'c');
    expect([readdirSync(own), readdirSync(join(directory, 'www'))]).toEqual([['a'], ['c']]);
  });
});

describe('other changes', () => {
  it('sets one time and leaves the other', () => {
    const path = join(directory, 'times');
    writeFileSync(path, '');
    utimesSync(path, 1000, 2000);
    realMachine().setTimes(path, { mtime: 1234.5 });
    expect(realMachine().stat(path)).toMatchObject({ atime: 1000, mtime: 1234.5 });
  });

  it('makes a directory with exactly the mode asked for', () => {
    const path = join(directory, 'made');
    realMachine().makeDirectory(path, 0o1777);
    expect(statSync(path).mode & 0o7777).toBe(0o1777);
  });

  it('removes a file, a link, a whole tree, and nothing', () => {
    const machine = realMachine();
    mkdirSync(join(directory, 'tree/a/b'), { recursive: true });
    symlinkSync('tree', join(directory, 'link'));
    machine.remove(join(directory, 'link'));
    expect(readdirSync(directory)).toEqual(['tree']);
    machine.remove(join(directory, 'tree'));
    machine.remove(join(directory, 'tree'));
    expect(readdirSync(directory)).toEqual([]);
  });

  it('answers undefined for what is not there, also below a file', () => {
    writeFileSync(join(directory, 'file'), '');
    const machine = realMachine();
    expect(machine.stat(join(directory, 'none'))).toBeUndefined();
    expect(machine.lstat(join(directory, 'file/below'))).toBeUndefined();
  });
});
