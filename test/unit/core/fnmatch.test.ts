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
])('%s and the name %j', (pattern, name, expected) => {
  expect(fnmatch(pattern).test(name)).toBe(expected);
});
