import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseExtraVars } from '../../../src/cli/extra-vars.ts';
import { toPlain } from '../../../src/core/value/convert.ts';
import { noVault } from '../../support/no-vault.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-vars-'));
  writeFileSync(join(directory, 'vars.yml'), 'port: 80\nnames: [a, b]\n');
  writeFileSync(join(directory, 'list.yml'), '- a\n');
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('extra variables', () => {
  it.each([
    [['a=1 b="two words"'], { a: '1', b: 'two words' }],
    [['a=1', 'a=2'], { a: '2' }],
    [['{"a": 1, "b": [true]}'], { a: 1, b: [true] }],
    [['{a: yes}'], { a: true }],
    [[''], {}],
  ])('of %j', (given, variables) => {
    expect(toPlain(parseExtraVars(given, noVault))).toEqual(variables);
  });

  it('are read from a file', () => {
    expect(toPlain(parseExtraVars([`@${directory}/vars.yml`, 'port=81'], noVault))).toEqual({ port: '81', names: ['a', 'b'] });
  });

  it.each([
    ['name', 'Cannot read the extra variable "name": it has no "="'],
    ['[1, 2]', 'Cannot read the extra variables "[1, 2]": a mapping is wanted'],
    ['@/no/file', 'Cannot read the extra variables in "/no/file": there is no such file or directory'],
  ])('are refused: %s', (given, message) => {
    expect(() => parseExtraVars([given], noVault)).toThrow(expect.objectContaining({ code: 'USAGE', message }));
  });
});
