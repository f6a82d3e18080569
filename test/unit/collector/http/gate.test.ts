import { describe, expect, it } from 'vitest';
import { Gate } from '../../../../src/collector/http/gate.ts';

describe('the gate', () => {
  it('lets in so many parts at once, and the next when one has left', () => {
    const gate = new Gate({ parts: 2, bytes: 100 });
    const first = gate.enter();
    gate.enter();
    expect(() => gate.enter()).toThrow(
      expect.objectContaining({ status: 503, details: expect.objectContaining({ retryAfter: 1 }) }),
    );
    first.leave();
    gate.enter();
  });

  it('holds so many bytes at once, and none of a part that has left', () => {
    const gate = new Gate({ parts: 10, bytes: 100 });
    const [first, second] = [gate.enter(), gate.enter()];
    first.grow(60);
    expect(() => second.grow(60)).toThrow(expect.objectContaining({ status: 503 }));
    first.leave();
    second.grow(60);
    expect(gate.bytes).toBe(60);
  });
});
