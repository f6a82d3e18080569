import { describe, expect, it } from 'vitest';
import { idRange, nextId, parseLoginDefs } from '../../../../src/modules/lib/account-ids.ts';

describe('parseLoginDefs', () => {
  it('reads settings and passes over comments', () => {
    const settings = parseLoginDefs('UID_MIN\t\t 1000\n#SYS_UID_MIN 100\nUMASK 022 # note\nENCRYPT_METHOD "SHA512"\n');
    expect([...settings]).toEqual([
      ['UID_MIN', '1000'],
      ['UMASK', '022'],
      ['ENCRYPT_METHOD', 'SHA512'],
    ]);
  });
});

describe('nextId', () => {
  const settings = new Map([['UID_MIN', '1000']]);
  const normal = idRange('UID', settings, { system: false });
  const system = idRange('UID', settings, { system: true });

  it.each([
    ['the lowest where there is none', [0, 65534], normal, 1000],
    ['the one behind the highest', [1000, 1002], normal, 1003],
    ['a gap where the top is taken', [1000, 60000], normal, 1001],
    ['the highest system ID first', [0, 1000], system, 999],
    ['the one below the lowest system ID', [999, 998, 100], system, 997],
  ])('gives %s', (_title, used, range, expected) => {
    expect(nextId(used, range)).toBe(expected);
  });

  it('gives none where the range is full', () => {
    expect(nextId([1, 2], { min: 1, max: 2, system: false })).toBeUndefined();
  });
});
