import { describe, expect, it } from 'vitest';
import { allMatches, compilePattern, matchStart, search } from '../../../../src/core/regex/regex.ts';
import { regexCost, regexSteps } from '../../../../src/core/regex/regex-cost.ts';
import { substitute } from '../../../../src/core/regex/regex-replace.ts';
import { translatePattern } from '../../../../src/core/regex/regex-translate.ts';

const stepsOf = (pattern: string, characters: number) => regexSteps(regexCost(translatePattern(pattern, {}).source), characters);

describe('a pattern that backtracks for ever', () => {
  it('ends by the limit "regex-seconds"', { timeout: 30_000 }, () => {
    const pattern = compilePattern('^(a+)+$');
    expect(() => search(pattern, `${'a'.repeat(50)}b`)).toThrow(
      `Cannot use the pattern '^(a+)+$': it takes more than 5 s on 51 characters (limit "regex-seconds")`,
    );
  });

  it('ends so when it replaces on a long text too', { timeout: 30_000 }, () => {
    const text = 'x'.repeat(300_000);
    expect(() => substitute(compilePattern('x*x*y'), '', text)).toThrow('(limit "regex-seconds")');
  });

  it('leaves the next use as it was', () => {
    expect(matchStart(compilePattern('(a+)+b'), `${'a'.repeat(30)}b`)?.[0]).toHaveLength(31);
    expect(allMatches(compilePattern('(?:a|b)+'), `${'ab'.repeat(30)}-b`)).toHaveLength(2);
  });
});

describe('the cost of a pattern', () => {
  it.each(['(a+)+', '(a|aa)*', '((a?)b)+', '(?:a*)*', '(a*){20}', '(?P<x>a|b)+', '(?:[^(]|\\()+'])(
    'doubles with each character for %s',
    (pattern) => {
      expect(stepsOf(pattern, 100)).toBe(Number.POSITIVE_INFINITY);
    },
  );

  it.each([
    '^#?PermitRootLogin',
    '^\\s*Port\\s+\\d+$',
    '^(.*)=(.*)$',
    '\\[(section)\\]',
    '(foo|bar|baz) x',
    '^(\\w+)\\s*=\\s*(.*)$',
    '[(+*]{3}',
  ])('is small for a line and %s', (pattern) => {
    expect(stepsOf(pattern, 80)).toBeLessThan(1e8);
  });

  it('grows with the text by a power', () => {
    expect(stepsOf('.*x', 1000)).toBeLessThan(1e7);
    expect(stepsOf('.*.*x', 100_000)).toBeGreaterThan(1e12);
  });
});
