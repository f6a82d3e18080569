import { describe, expect, it } from 'vitest';
import { backoff } from '../../../src/nomad/retry.ts';

describe('The pause before another attempt', () => {
  const times = { first: 200, longest: 1500 };
  it.each([
    [1, 0, 100],
    [1, 1, 200],
    [2, 1, 400],
    [3, 0.5, 600],
    [4, 1, 1500],
    [9, 0, 750],
  ])('%i, at the random number %f, is %i ms', (attempt, random, milliseconds) => {
    expect(backoff(attempt, times, () => random)).toBe(milliseconds);
  });
});
