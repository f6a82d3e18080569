import { describe, expect, it } from 'vitest';
import { parseSysctl, withSetting } from '../../../../src/modules/lib/sysctl-file.ts';

describe('parseSysctl', () => {
  it('takes the last of a name and passes over comments', () => {
    expect([...parseSysctl('# a=1\n; b=2\nc = 3 \nc=4\nodd\nd=x=y\n')]).toEqual([
      ['c', '4'],
      ['d', 'x=y'],
    ]);
  });
});

describe('withSetting', () => {
  it.each<[string, string | undefined, string]>([
    ['', '1', 'x=1\n'],
    ['a = 2\n# note\n\n', '1', 'a=2\n# note\n\nx=1\n'],
    ['x = 0\na=2\nx=3', '1', 'x=1\na=2\n'],
    ['x = 0\na=2\n', undefined, 'a=2\n'],
  ])('%j', (before, value, after) => {
    expect(withSetting(before, 'x', value)).toBe(after);
  });
});
