import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBundle } from '../../../../src/agent/open-bundle.ts';
import { prepareBundle } from '../../../../src/agent/prepare-bundle.ts';
import { bundleOnly } from '../../../../src/agent/settings/read-settings.ts';
import { noVault, type VaultChoice } from '../../../../src/agent/vault/vault-choice.ts';
import { encryptVault } from '../../../../src/language/vault/cipher.ts';

let directory: string;
const path = (name: string) => join(directory, name);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'vault-'));
  writeFileSync(path('secret'), ' secret \n');
  writeFileSync(path('other'), 'other\n');
  writeFileSync(path('empty'), '\n');
  writeFileSync(path('sealed'), encryptVault('within\n', 'secret'));
  writeFileSync(path('program'), '#!/bin/sh\necho secret\n');
  writeFileSync(path('keys-client.sh'), '#!/bin/sh\n[ "$1 $2" = "--vault-id lab" ] && echo other\n');
  writeFileSync(path('failing'), '#!/bin/sh\necho no luck >&2; exit 3\n');
  for (const name of ['program', 'keys-client.sh', 'failing']) chmodSync(path(name), 0o755);
  writeFileSync(path('file'), encryptVault('plain', 'secret'));
  writeFileSync(path('lab'), encryptVault('plain', 'other', undefined, 'lab'));
  writeFileSync(path('inner'), encryptVault('plain', 'within'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** What a file of the bundle holds with these secrets. */
function read(name: string, choice: Partial<VaultChoice>, environment: Record<string, string> = {}, cfg = ''): string {
  writeFileSync(path('ansible.cfg'), `[defaults]\n${cfg}`);
  const { bundle } = openBundle(directory, {}, { online: true, check: false, root: '/' });
  prepareBundle(bundle, bundleOnly, { ...noVault, ...choice }, environment);
  return Buffer.from(bundle.read(name)).toString('utf8');
}

describe('the secrets of a run', () => {
  it.each<[string, string, () => Partial<VaultChoice>, () => Record<string, string>, () => string]>([
    ['a password file', 'file', () => ({ passwordFiles: [path('secret')] }), () => ({}), () => ''],
    ['a vault ID', 'lab', () => ({ ids: [`lab@${path('other')}`] }), () => ({}), () => ''],
    ['a vault ID without its name', 'file', () => ({ ids: [path('secret')] }), () => ({}), () => ''],
    ['a secret that is there', 'file', () => ({ secrets: [{ id: 'x', password: 'secret' }] }), () => ({}), () => ''],
    ['the environment', 'file', () => ({}), () => ({ DROVER_VAULT_PASSWORD: 'secret\n' }), () => ''],
    ['a file that the environment names', 'file', () => ({}), () => ({ DROVER_VAULT_PASSWORD_FILE: path('secret') }), () => ''],
    ['a setting', 'file', () => ({}), () => ({}), () => 'vault_password_file = ./secret\n'],
    [
      'a list of IDs',
      'lab',
      () => ({}),
      () => ({}),
      () => 'vault_identity_list = main@secret, lab@other\nvault_id_match = yes\n',
    ],
    ['a file at home', 'file', () => ({}), () => ({ HOME: directory }), () => 'vault_identity_list = ~/secret\n'],
    ['a program', 'file', () => ({ passwordFiles: [path('program')], runsPrograms: true }), () => ({}), () => ''],
    ['a program for IDs', 'lab', () => ({ ids: [`lab@${path('keys-client.sh')}`], runsPrograms: true }), () => ({}), () => ''],
    ['an encrypted file', 'inner', () => ({ passwordFiles: [path('secret'), path('sealed')] }), () => ({}), () => ''],
  ])('come from %s', (_, name, choice, environment, cfg) => {
    expect(read(name, choice(), environment(), cfg())).toBe('plain');
  });

  it('are not missed where nothing is encrypted', () => {
    expect(read('secret', {}, {}, 'vault_password_file = gone\n')).toBe(' secret \n');
  });

  it('are told of as missing where something is', () => {
    expect(() => read('file', {}, {}, 'vault_password_file = gone\n')).toThrow(
      `Cannot decrypt the file "file": no vault secret is given (Cannot use the vault password file "${path('gone')}": there is no such file)`,
    );
  });

  it.each<[string, Partial<VaultChoice>, string]>([
    ['gone', {}, 'there is no such file'],
    ['empty', {}, 'it is empty'],
    ['.', {}, 'it is a directory'],
    ['program', {}, 'it is a program, and an agent runs none'],
    ['failing', { runsPrograms: true }, 'the program ended with exit code 3: no luck'],
  ])('refuse the password file %s', (name, choice, why) => {
    const wanted = name === '.' ? directory : path(name);
    expect(() => read('file', { ...choice, passwordFiles: [wanted] })).toThrow(
      expect.objectContaining({ code: 'USAGE', message: `Cannot use the vault password file "${wanted}": ${why}` }),
    );
  });

  it('are not asked for', () => {
    expect(() => read('file', { ids: ['lab@prompt'] })).toThrow('a run asks no one for a password');
  });
});

describe('an encrypted file of a bundle', () => {
  it('can be read as it is stored', () => {
    const { bundle } = openBundle(directory, {}, { online: true, check: false, root: '/' });
    expect(Buffer.from(bundle.readStored('file')).toString()).toMatch(/^\$ANSIBLE_VAULT;1\.1;AES256\n/);
  });

  it('is named with its place where it stays closed', () => {
    expect(() => read('lab', { passwordFiles: [path('secret')] })).toThrow(
      expect.objectContaining({ code: 'VAULT_WRONG_SECRET', span: { file: 'lab', line: 1, column: 1 } }),
    );
  });
});
