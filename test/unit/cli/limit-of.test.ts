import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { limitOf } from '../../../src/cli/limit-of.ts';
import { opened } from '../inventory/support.ts';

const inventory = opened({ hosts: '[web]\nweb1\nweb2\n[db]\ndb1\n' });

it('leaves patterns as they are', () => {
  expect(limitOf('web:&db')).toBe('web:&db');
});

it('puts the patterns of a file in its place', () => {
  const directory = mkdtempSync(join(tmpdir(), 'drover-limit-'));
  try {
    const file = join(directory, 'failed.retry');
    writeFileSync(file, 'web1\n\n  db1  \n');
    expect(inventory.match('all', limitOf(`@${file}`))).toEqual(['web1', 'db1']);
    expect(inventory.match('all', limitOf(`web2,@${file},!db`))).toEqual(['web1', 'web2']);
    writeFileSync(file, 'web*\n');
    expect(inventory.match('all', limitOf(`@${file}:!web1`))).toEqual(['web2']);
    writeFileSync(file, '');
    expect(limitOf(`@${file}`)).toBe(',');
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it('refuses a file that is not there', () => {
  expect(() => limitOf('@/nowhere/at/all')).toThrow('Cannot use the limit "@/nowhere/at/all": there is no such file');
});
