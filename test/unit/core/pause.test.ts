import { describe, expect, it } from 'vitest';
import { pause } from '../../../src/core/pause.ts';

describe('A pause', () => {
  it('ends at once when it is given up', async () => {
    const began = Date.now();
    await pause(10_000, AbortSignal.timeout(20));
    expect(Date.now() - began).toBeLessThan(5000);
  });
});
