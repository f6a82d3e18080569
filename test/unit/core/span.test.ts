import { describe, expect, it } from 'vitest';
import { excerpt, formatSpan } from '../../../src/core/span.ts';

const source = 'first\n    stat: present\nlast';

describe('a span', () => {
  it('is written as editors open it', () => {
    expect(formatSpan({ file: 'roles/a/tasks/main.yml', line: 4, column: 5 })).toBe('roles/a/tasks/main.yml:4:5');
  });

  it.each([
    [
      'carets and a hint',
      { line: 2, column: 5, length: 4 },
      'did you mean "state"?',
      '  2 |     stat: present\n          ^^^^ did you mean "state"?',
    ],
    ['one caret without a length', { line: 1, column: 1 }, undefined, '  1 | first\n      ^'],
    ['no more carets than the line has characters', { line: 3, column: 3, length: 9 }, undefined, '  3 | last\n        ^^'],
    ['an empty line for one that is not there', { line: 9, column: 1 }, undefined, '  9 | \n      ^'],
  ])('shows its line with %s', (_, span, hint, wanted) => {
    expect(excerpt(source, { file: 'x', ...span }, hint)).toBe(wanted);
  });

  it('shortens a long line', () => {
    const shown = excerpt('x'.repeat(500), { file: 'x', line: 1, column: 1 }).split('\n')[0];
    expect(shown).toBe(`  1 | ${'x'.repeat(157)}...`);
  });
});
