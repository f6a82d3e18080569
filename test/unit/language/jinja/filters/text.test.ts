import { describe, expect, it } from 'vitest';
import { repr } from '../../../../../src/core/value/text.ts';
import { filtered } from '../../../../support/call.ts';

describe('text filters', () => {
  it.each<[name: string, value: unknown, args: unknown[], kwargs: Record<string, unknown>, answer: string]>([
    ['upper', 'abc', [], {}, "'ABC'"],
    ['title', "it's john's", [], {}, `"It's John's"`],
    ['trim', '--x--', ['-'], {}, "'x'"],
    ['replace', 'foo', ['o', '0', 1], {}, "'f0o'"],
    ['center', 'ab', [7], {}, "'   ab  '"],
    ['indent', 'one\ntwo\n\nthree', [2], {}, "'one\\n  two\\n\\n  three'"],
    ['truncate', 'hello wOrld foo-bar', [10], {}, "'hello...'"],
    ['format', '%s-%02d', ['a', 3], {}, "'a-03'"],
    ['join', [1, null, true], [','], {}, "'1,None,True'"],
    ['split', 'a:b:c', [':', 1], {}, "['a', 'b:c']"],
    ['split', ' a  b ', [], {}, "['a', 'b']"],
    ['wordwrap', 'a b c d', [3], { wrapstring: '|' }, "'a b|c d'"],
    ['wordcount', 'hello foo-bar', [], {}, '3'],
  ])('%s of %j with %j and %j is %s', (name, value, args, kwargs, answer) => {
    expect(repr(filtered(name, value, args, kwargs))).toBe(answer);
  });

  it.each<[name: string, value: unknown, args: unknown[], message: RegExp]>([
    ['truncate', 'abc', [2], /expected length/],
    ['split', 'abc', [''], /empty separator/],
    ['trim', 'abc', ['a', 'b'], /takes 1 argument/],
  ])('%s of %j with %j fails', (name, value, args, message) => {
    expect(() => filtered(name, value, args)).toThrow(message);
  });
});
