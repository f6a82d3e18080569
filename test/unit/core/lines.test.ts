import { expect, test } from 'vitest';
import { linesWithEnds, splitLines } from '../../../src/core/lines.ts';

// Asked of Python 3.11.
test.each<[string, string[], string[]]>([
  ['', [], []],
  ['a', ['a'], ['a']],
  ['a\n', ['a'], ['a\n']],
  ['a\n\nb\r\nc', ['a', '', 'b', 'c'], ['a\n', '\n', 'b\r\n', 'c']],
  ['\n', [''], ['\n']],
  ['\r\r\n', ['', ''], ['\r', '\r\n']],
  ['a\x1cb\x1ec', ['a', 'b', 'c'], ['a\x1c', 'b\x1e', 'c']],
  ['a\x1fb\x85c\u2029', ['a\x1fb', 'c'], ['a\x1fb\x85', 'c\u2029']],
])('the lines of %j', (text, lines, withEnds) => {
  expect(splitLines(text)).toEqual(lines);
  expect(linesWithEnds(text)).toEqual(withEnds);
});
