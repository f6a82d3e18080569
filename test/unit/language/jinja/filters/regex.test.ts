import { describe, expect, it } from 'vitest';
import { repr } from '../../../../../src/core/value/text.ts';
import { filtered } from '../../../../support/call.ts';

describe('regular expression filters', () => {
  it.each<[name: string, value: unknown, args: unknown[], kwargs: Record<string, unknown>, answer: string]>([
    ['regex_replace', 'foo bar foo', ['(\\w+) (\\w+)', '\\2 \\1'], {}, "'bar foo foo'"],
    ['regex_replace', 'foo bar', ['(?P<a>foo) (?P<b>bar)', '\\g<b>-\\g<a>'], {}, "'bar-foo'"],
    ['regex_replace', 'abc', ['x*', '-'], {}, "'-a-b-c-'"],
    ['regex_replace', 'é1', ['\\W', '_'], {}, "'é1'"],
    ['regex_replace', 'a$1', ['a', '$1&'], {}, "'$1&$1'"],
    ['regex_search', 'server1/db42', ['server(\\d+)/db(\\d+)', '\\1', '\\2'], {}, "['1', '42']"],
    ['regex_search', 'abc', ['nope'], {}, 'None'],
    ['regex_search', 'Foo\nbar', ['^bar'], { multiline: true }, "'bar'"],
    ['regex_findall', 'a=1, b=22', ['(\\w)=(\\d+)'], {}, "[('a', '1'), ('b', '22')]"],
    ['regex_escape', 'é a-b_c/d', [], {}, "'é\\\\ a\\\\-b_c/d'"],
  ])('%s of %j with %j and %j is %s', (name, value, args, kwargs, answer) => {
    expect(repr(filtered(name, value, args, kwargs))).toBe(answer);
  });

  it.each<[name: string, value: unknown, args: unknown[], message: RegExp]>([
    ['regex_replace', 'x', ['(x)', '\\2'], /invalid group reference 2/],
    ['regex_replace', 'x', ['x', '\\q'], /bad escape/],
    ['regex_search', 'x', ['('], /subpattern/],
  ])('%s of %j with %j fails', (name, value, args, message) => {
    expect(() => filtered(name, value, args)).toThrow(message);
  });
});
