import { describe, expect, it } from 'vitest';
import {
  allMatches,
  compilePattern,
  groupOf,
  groupPlace,
  matchStart,
  matchWhole,
  search,
} from '../../../../src/core/regex/regex.ts';
import { expandTemplate, substitute } from '../../../../src/core/regex/regex-replace.ts';

// pattern, text, what Python's re.search finds (3.11); undefined for nothing
const searches: [string, string, string | undefined][] = [
  ['^#?Port\\s', '#Port 22', '#Port '],
  ['a=b', 'xa=b', 'a=b'],
  ['[-a.]+', 'x-.a-', '-.a-'],
  ['[]x]+', ']x', ']x'],
  ['x$', 'ax\n', 'x'],
  ['x$', 'x\na', undefined],
  ['(?m)^b$', 'a\nb\nc', 'b'],
  ['(?i)ABC', 'xabc', 'abc'],
  ['(?s)a.b', 'a\nb', 'a\nb'],
  ['\\d+', 'a12', '12'],
  ['(?P<q>[\'"])x(?P=q)', '"x"', '"x"'],
  ['a{,2}', 'aaa', 'aa'],
  ['{x}', '{x}', '{x}'],
  ['\\.conf$', 'a.conf', '.conf'],
  ['a++b', 'aab', 'aab'],
  ['a*+a', 'aaa', undefined],
  ['a{1,2}+a', 'aa', undefined],
  ['(?>a|ab)c', 'abc', undefined],
  ['(?>(a)|b)\\1', 'aa', 'aa'],
  ['(<)?(\\w+@\\w+)(?(1)>|$)', '<a@b>', '<a@b>'],
  ['^(<)?(\\w+@\\w+)(?(1)>|$)$', '<a@b', undefined],
  ['(?P<q>")?x(?(q)")', '"x', 'x'],
  ['(?a)\\w+', 'éa', 'a'],
  ['(?a:[\\w]+)', 'éa', 'a'],
  ['(?i:A)b', 'ab', 'ab'],
  ['(?<=ab|cd)x', 'cdx', 'x'],
  ['(?<=(a))\\1', 'aa', 'a'],
  ['(?:^|b)*x', 'x', 'x'],
];

const refused = [
  ...['(?P=none)', '\\q', 'a**', 'a*+?', '^*', '$+', '(?L)a', '(?au)a', 'a(?i)b', '(?(1)a)', '(a)?(?(1)b|c|d)', '(a\\1)'],
  ...['(?<=a+)b', '(?<=a|bc)d', '(?<!a?)b', '(?<=(a|bc))d', '(?<=a{1,2})b'],
];

describe('search', () => {
  it.each(searches)('finds by %s in %j: %j', (pattern, text, found) => {
    expect(search(compilePattern(pattern), text)?.[0]).toBe(found);
  });

  it.each(['(', 'a)', '[a', '*', ...refused])('refuses the pattern %s', (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(`Cannot use the pattern '${pattern}'`);
  });

  it('numbers the groups as Python does beside those that stand for atomic ones', () => {
    const pattern = compilePattern('(a)++(?>(b)|c)(?P<d>d)');
    expect(Array.from(search(pattern, 'xaabd') ?? [])).toEqual(['aabd', 'a', 'b', 'd']);
    expect(allMatches(pattern, 'abd acd').map((match) => groupOf(pattern, match, 2))).toEqual(['b', undefined]);
    expect(substitute(pattern, '<\\2\\g<d>>', 'abd').text).toBe('<bd>');
    expect(groupPlace(pattern, 'xaabd', 3)).toEqual([4, 5]);
    expect(matchStart(pattern, 'abd')?.[3]).toBe('d');
  });

  it('anchors where Python does', () => {
    expect(matchStart(compilePattern('b'), 'ab')).toBeNull();
    expect(matchWhole(compilePattern('a|ab'), 'ab')?.[0]).toBe('ab');
  });
});

describe('substitute and expandTemplate', () => {
  it('fills groups by number and by name', () => {
    const pattern = compilePattern('(?P<key>\\w)=(\\d)');
    expect(substitute(pattern, '\\2=\\g<key>\\n', 'a=1 b=2')).toEqual({ text: '1=a\n 2=b\n', count: 2 });
    const match = search(pattern, 'a=1');
    expect(match === null ? '' : expandTemplate(pattern, '\\g<1>\\g<2>0', match)).toBe('a10');
  });

  it('refuses a group that the pattern has not', () => {
    expect(() => substitute(compilePattern('a'), '\\1', 'a')).toThrow('invalid group reference 1');
  });
});
