import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../src/core/excerpt.ts';

const source = 'first\n    stat: present\nlast';

describe('an excerpt', () => {
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

  it('shows of a long line what is meant', () => {
    const line = `${'a'.repeat(400)}bad${'z'.repeat(400)}`;
    const [shown = '', carets = ''] = excerpt(line, { file: 'x', line: 1, column: 401, length: 3 }, 'hint', 60).split('\n');
    expect(shown).toHaveLength(60);
    expect(shown).toMatch(/^ {2}1 \| \.\.\.a+badz+\.\.\.$/);
    expect(carets.indexOf('^^^ hint')).toBe(shown.indexOf('bad'));
  });

  it('takes a line of megabytes', () => {
    const line = `${'a'.repeat(5_000_000)}bad${'z'.repeat(5_000_000)}`;
    expect(excerpt(line, { file: 'x', line: 1, column: 5_000_001, length: 3 }, undefined, 40)).toMatch(
      /^ {2}1 \| \.{3}a+badz+\.{3}\n +\^{3}$/,
    );
  });

  it.each([
    ['tabs', '\tx: [', 5, '  1 |     x: [\n             ^'],
    ['wide characters', 'n: 日本 [', 7, '  1 | n: 日本 [\n              ^'],
    ['characters of two units', 'n: 😀 [', 7, '  1 | n: 😀 [\n            ^'],
    ['combining marks', 'e\u0301: [', 5, '  1 | e\u0301: [\n         ^'],
    ['characters that a terminal acts on', 'a\x1b[2J: [', 8, '  1 | a\\x1b[2J: [\n                ^'],
  ])('puts the carets below their place behind %s', (_, line, column, wanted) => {
    expect(excerpt(line, { file: 'x', line: 1, column })).toBe(wanted);
  });
});
