import { expect, test } from 'vitest';
import { fnmatch } from '../../../src/core/fnmatch.ts';

// As Python 3.11 answers.
test.each([
  ['1.2*', '1.2-3', true],
  ['1.2*', '1x2', false],
  ['*', '.hidden', true],
  ['a?c', 'a\nc', true],
  ['?', '\u{1f600}', true],
  ['[]a]', ']', true],
  ['[!]a]', 'b', true],
  ['[!]a]', ']', false],
  ['[^a]', '^', true],
  ['[^a]', 'b', false],
  ['[a\\]', '\\', true],
  ['[a-]', '-', true],
  ['[&-a]', 'A', true],
  ['[b-a]', 'a', false],
  ['[!b-a]', 'a', true],
  ['a[', 'a[', true],
  ['[]', '[]', true],
  ['[!]', '[!]', true],
  ['Ab', 'ab', false],
  ['*a*b*c', 'xaxbxc', true],
  ['*a*b*c', 'xbxaxc', false],
  ['a*a', 'a', false],
  ['**', '', true],
  ['*[0-9]*.d', 'x1.d', true],
])('%s and the name %j', (pattern, name, expected) => {
  expect(fnmatch(pattern).test(name)).toBe(expected);
});

test('many stars take no longer than one', () => {
  const start = performance.now();
  expect(fnmatch(`${'*a'.repeat(20)}*b`).test('a'.repeat(5000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(1000);
});
