import { expect, test } from 'vitest';
import { strip, stripLeft, stripRight } from '../../../../../src/language/jinja/python/whitespace.ts';

// As Python 3.11 answers.
test.each<[string, string | undefined, string, string]>([
  [' \t\x1ca b\x85\u2003\n', undefined, 'a b\x85\u2003\n', ' \t\x1ca b'],
  ['\ufeffa\ufeff', undefined, '\ufeffa\ufeff', '\ufeffa\ufeff'],
  ['', undefined, '', ''],
  ['  ', undefined, '', ''],
  ['xyaxy', 'yx', 'axy', 'xya'],
  ['\u{1f600}a\u{1f601}', '\u{1f601}', '\u{1f600}a\u{1f601}', '\u{1f600}a'],
  ['\u{1f600}a\u{1f600}', '\u{1f600}', 'a\u{1f600}', '\u{1f600}a'],
])('the ends of %j without %j', (text, characters, left, right) => {
  expect(stripLeft(text, characters)).toBe(left);
  expect(stripRight(text, characters)).toBe(right);
  expect(strip(text, characters)).toBe(stripLeft(right, characters));
});

test('white space inside of a text costs no more than other text', () => {
  const text = `a${' '.repeat(1_000_000)}b`;
  expect(strip(text)).toBe(text);
});
