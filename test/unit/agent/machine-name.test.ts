import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machineName } from '../../../src/agent/machine-name.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'drover-name-'));
  mkdirSync(join(root, 'etc'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a machine’s name', () => {
  it.each([
    ['node7\n', 'node7'],
    ['# the name\n\n  node7.example.net  \nother\n', 'node7.example.net'],
    ['', hostname()],
    [undefined, hostname()],
  ])('is what its root says: %j', (content, name) => {
    if (content !== undefined) writeFileSync(join(root, 'etc/hostname'), content);
    expect(machineName(root)).toBe(name);
  });

  it('is the kernel’s for the machine itself', () => {
    expect(machineName('/')).toBe(hostname());
  });
});
