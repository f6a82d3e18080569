import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../../../src/core/suggest.ts';

const cases: readonly (readonly [string, readonly string[], string | undefined])[] = [
  ['stat', ['state', 'start'], 'state'],
  ['whn', ['when', 'with'], 'when'],
  ['tsak', ['task', 'tags'], 'task'],
  ['COPY', ['copy'], 'copy'],
  ['x', ['y'], 'y'],
  ['debug', ['template', 'service'], undefined],
  ['name', [], undefined],
];

describe('a suggestion', () => {
  it.each(cases)('for "%s" out of %j is %s', (word, candidates, wanted) => {
    expect(nearest(word, candidates)).toBe(wanted);
  });

  it('is a question', () => {
    expect(didYouMean('stat', ['state'])).toBe('did you mean "state"?');
    expect(didYouMean('stat', ['elsewhere'])).toBeUndefined();
  });
});
