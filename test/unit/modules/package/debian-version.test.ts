import { describe, expect, it } from 'vitest';
import { compareDebianVersions } from '../../../../src/modules/package/debian-version.ts';

// each was checked with `dpkg --compare-versions` of dpkg 1.21.22
describe('compareDebianVersions', () => {
  it.each([
    ['1.0', '1.0', 0],
    ['1.0', '1.1', -1],
    ['1.9', '1.10', -1],
    ['1:0.1', '9.9', 1],
    ['1.0~rc1', '1.0', -1],
    ['1.0', '1.0-1', -1],
    ['1.0-0', '1.0', 0],
    ['1.0+b1', '1.0', 1],
    ['1.0a', '1.0+', -1],
    ['2.36-9+deb12u4', '2.36-9', 1],
    ['2.31-1', '2.36-9', -1],
    ['1.0-1', '1.0-1~bpo1', 1],
    ['0:1', '1', 0],
    ['007', '7', 0],
  ])('%s against %s', (a, b, expected) => {
    expect(Math.sign(compareDebianVersions(a, b))).toBe(expected);
    expect(Math.sign(compareDebianVersions(b, a))).toBe(expected === 0 ? 0 : -expected);
  });
});
