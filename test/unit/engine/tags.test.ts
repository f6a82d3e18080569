import { describe, expect, it } from 'vitest';
import { isSelected, tagWords } from '../../../src/engine/tags.ts';

/** Tags of the task, `--tags`, `--skip-tags`, whether it runs (ansible-core 2.18.6). */
const cases: readonly (readonly [string, string, string, boolean])[] = [
  ['', '', '', true],
  ['a', '', '', true],
  ['a', 'a', '', true],
  ['a', 'b', '', false],
  ['', 'a', '', false],
  ['', 'untagged', '', true],
  ['a', 'untagged', '', false],
  ['a', 'tagged', '', true],
  ['', 'tagged', '', false],
  ['always', 'a', '', true],
  ['always', 'a', 'always', false],
  ['never', '', '', false],
  ['never', 'never', '', true],
  ['never,a', 'a', '', true],
  ['never', 'all', '', false],
  ['never', 'tagged', '', false],
  ['a', 'all', 'a', false],
  ['a', '', 'tagged', false],
  ['', '', 'untagged', false],
  ['always', '', 'all', true],
  ['a', '', 'all', false],
  ['a,b', 'a', 'b', false],
];

const words = (text: string) => (text === '' ? [] : text.split(','));

describe('tags', () => {
  it.each(cases)('of a task "%s" with --tags "%s" and --skip-tags "%s" say %s', (tags, only, skip, runs) => {
    expect(isSelected(new Set(words(tags)), { only: words(only), skip: words(skip) })).toBe(runs);
  });

  it('may be lists; a comma in one separates nothing', () => {
    expect([...tagWords(['a, b', ['c', 5], ''])]).toEqual(['a, b', 'c', '(5)']);
  });
});
