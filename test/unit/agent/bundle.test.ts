import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bundle, type BundleMachine } from '../../../src/agent/bundle.ts';
import { Prediction } from '../../../src/host/prediction.ts';
import { realMachine } from '../../support/real-machine.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-bundle-'));
  mkdirSync(join(directory, 'roles/web/files'), { recursive: true });
  writeFileSync(join(directory, 'roles/web/files/page'), 'hello');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function bundle(path = directory, more: Partial<BundleMachine> = {}): Bundle {
  const pipe = (command: string) => ({ code: 0, stdout: command, stderr: '' });
  return new Bundle(path, { files: realMachine(), environment: { A: 'b' }, pipe, ...more });
}

describe('a bundle', () => {
  it('reads its files by paths of the bundle and by whole paths', () => {
    const text = (path: string) => Buffer.from(bundle().read(path)).toString();
    expect(text('roles/web/files/page')).toBe('hello');
    expect(text('./roles/../roles/web/files/page')).toBe('hello');
    expect(text(join(directory, 'roles/web/files/page'))).toBe('hello');
  });

  it('lists a folder in order and says what each entry is, links as what they lead to', () => {
    symlinkSync('roles', join(directory, 'a-link'));
    symlinkSync('nowhere', join(directory, 'dangling'));
    writeFileSync(join(directory, 'site.yml'), '');
    const it = bundle();
    expect(it.list('')).toEqual(['a-link', 'roles', 'site.yml']);
    expect(['a-link', 'dangling', 'roles', 'site.yml', 'a-link/web/files/page', ''].map((path) => it.type(path))).toEqual([
      'directory',
      undefined,
      'directory',
      'file',
      'file',
      'directory',
    ]);
  });

  it('looks at the machine where it has nothing, at the process’s directory too', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'drover-look-'));
    const broken = join(elsewhere, 'broken');
    symlinkSync('nowhere', broken);
    const it = bundle();
    for (const path of [broken, relative(process.cwd(), broken)])
      expect([it.look(path, true), it.look(path, false)]).toEqual([undefined, 'link']);
    expect(it.look('roles', true)).toBe('directory');
    rmSync(elsewhere, { recursive: true });
  });

  it('holds names of any length and number', () => {
    const names = Array.from({ length: 500 }, (_, n) => `${'n'.repeat(200)}-${1000 + n}`);
    for (const name of names) writeFileSync(join(directory, 'roles', name), '');
    expect(bundle().list('roles')).toEqual([...names, 'web']);
  });

  it('says mode, size and time of a file and of a folder', () => {
    const path = join(directory, 'roles/web/files/page');
    chmodSync(path, 0o4750);
    utimesSync(path, 1000, 2000);
    expect(bundle().stat('roles/web/files/page')).toMatchObject({ mode: 0o4750, size: 5, mtime: 2000 });
    expect(bundle().stat('').mode & 0o700).toBe(0o700);
  });

  it('answers from what it has listed once', () => {
    const it = bundle();
    expect(it.type('roles/web/tasks/main.yml')).toBeUndefined();
    mkdirSync(join(directory, 'roles/web/tasks'));
    writeFileSync(join(directory, 'roles/web/tasks/main.yml'), '');
    expect(it.type('roles/web/tasks/main.yml')).toBeUndefined();
    expect(bundle().type('roles/web/tasks/main.yml')).toBe('file');
  });

  it('looks anew once its machine was changed', () => {
    const machine = realMachine();
    const it = bundle(directory, { files: machine, changes: () => machine.changes });
    expect(it.list('roles/web')).toEqual(['files']);
    machine.makeDirectory(join(directory, 'roles/web/tasks'));
    machine.symlink(join(directory, 'roles/web/files'), join(directory, 'roles/web/vars'));
    expect(it.list('roles/web')).toEqual(['files', 'tasks', 'vars']);
    expect(it.list('roles/web/vars')).toEqual(['page']);
  });

  it('stores a file that only its owner reads, with the folders above it', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'drover-store-'));
    const path = join(elsewhere, 'a/b/secret');
    bundle().store(path, 'x\n');
    expect(readFileSync(path, 'utf8')).toBe('x\n');
    expect([path, join(elsewhere, 'a')].map((each) => statSync(each).mode & 0o7777)).toEqual([0o600, 0o700]);
    rmSync(elsewhere, { recursive: true });
  });

  it('stores a file of its own where its machine holds it', () => {
    const it = bundle(directory, { changes: () => 0 });
    it.store('secrets/db', 'x\n');
    expect(readFileSync(join(directory, 'secrets/db'), 'utf8')).toBe('x\n');
    expect([it.type('secrets/db'), Buffer.from(it.read('secrets/db')).toString()]).toEqual(['file', 'x\n']);
    expect(() => bundle().store('secrets/other', '')).toThrow(
      'Cannot keep "secrets/other": it is a path of the bundle, which no run on a machine can write',
    );
  });

  it('stores nothing in a check run but what the run itself reads', () => {
    const it = bundle(directory, { files: new Prediction(realMachine()), changes: () => 0 });
    const outside = `${directory}-secret`;
    for (const path of ['secrets/db', outside]) {
      it.store(path, 'x\n');
      expect(Buffer.from(it.read(path)).toString()).toBe('x\n');
    }
    expect([existsSync(join(directory, 'secrets')), existsSync(outside)]).toEqual([false, false]);
  });

  it('takes absolute paths outside of it for the machine’s', () => {
    expect(bundle().type('/etc/passwd')).toBe('file');
    expect(bundle().stat('/etc/passwd').size).toBeGreaterThan(0);
  });

  it.each([
    ['read', 'nope', 'Cannot read "nope": the bundle has no such file'],
    ['read', 'roles', 'Cannot read "roles": it is a directory'],
    ['list', 'roles/web/files/page', 'Cannot read "roles/web/files/page": it is a file'],
    ['stat', 'roles/nope', 'Cannot read "roles/nope": the bundle has no such file'],
    ['stat', '/no/such/file', 'Cannot read "/no/such/file": the bundle has no such file'],
  ] as const)('refuses to %s %s', (method, path, message) => {
    expect(() => bundle()[method](path)).toThrow(expect.objectContaining({ code: 'FILE_MISSING', message }));
  });

  it('has to be a directory', () => {
    const file = join(directory, 'roles/web/files/page');
    expect(() => bundle(file)).toThrow(`Cannot use the bundle "${file}": it is no directory`);
    expect(() => bundle('/no/where')).toThrow('Cannot use the bundle "/no/where": there is no such directory');
  });
});
