import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyValue, parseKeyValues, splitWords, unquote } from '../../../src/language/key-value.ts';

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['', []],
  ['a b', ['a', 'b']],
  ['  a   b ', ['a', 'b']],
  ['a="b c" d', ['a="b c"', 'd']],
  ["a='b c'", ["a='b c'"]],
  ['a={{ b | c }} d', ['a={{ b | c }}', 'd']],
  ['{% if x %} y {% endif %}', ['{% if x %}', 'y', '{% endif %}']],
  ['a="b \\" c" d', ['a="b \\" c"', 'd']],
  ['a=b{c d', ['a=b{c', 'd']],
];

/** Texts of words, quoted strings and templates. */
const texts = fc
  .array(fc.constantFrom('a', 'bc', 'k=v', '"x y"', "'x y'", '{{ x | y }}', '{% if x %}', ' ', '  ', '\n', '\\"', '{', '}'), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

describe('words', () => {
  it.each(cases)('of %j are split outside quotes and templates', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  it('joined give the text without the white space between them', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let words: string[];
        try {
          words = splitWords(text);
        } catch {
          return;
        }
        let at = 0;
        for (const word of words) {
          while (/\s/.test(text[at] ?? '')) at += 1;
          expect(text.startsWith(word, at)).toBe(true);
          at += word.length;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });

  it.each([
    ['a "b', 'quote'],
    ["it's", 'quote'],
    ['{{ x', 'template'],
  ])('of %j are refused', (text, what) => {
    expect(() => splitWords(text)).toThrow(`Cannot split the arguments "${text}": a ${what} is not closed`);
  });
});

describe('a pair', () => {
  it.each([
    ['a=b', { name: 'a', value: 'b' }],
    ['a="b c"', { name: 'a', value: 'b c' }],
    ['a=b=c', { name: 'a', value: 'b=c' }],
    ['a=', { name: 'a', value: '' }],
    ['=b', undefined],
    ['a\\=b', undefined],
    ['word', undefined],
  ])('%s is %j', (word, pair) => {
    expect(keyValue(word)).toEqual(pair);
  });

  it.each([
    ['"a"', 'a'],
    ["'a'", 'a'],
    ['"a', '"a'],
    ['"', '"'],
    ['"a\\"', '"a\\"'],
  ])('has the quotes of %s taken away: %s', (text, plain) => {
    expect(unquote(text)).toBe(plain);
  });

  it('of a command line is taken out only where it is an option', () => {
    expect(parseKeyValues('make install creates=/x PREFIX=/usr', true)).toEqual({
      pairs: new Map([['creates', '/x']]),
      rest: 'make install PREFIX=/usr',
    });
  });
});
