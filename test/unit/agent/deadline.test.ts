import { describe, expect, it, vi } from 'vitest';
import { startDeadline } from '../../../src/agent/deadline.ts';

const reason = (signal: AbortSignal): string => (signal.reason as Error).message;

describe('the deadline of a run', () => {
  it('asks the run to end, and 10 s later waits for its task no longer', async () => {
    vi.useFakeTimers();
    const over = vi.fn();
    const { signal, isOver, cancel } = startDeadline(new AbortController().signal, 60_000);
    void isOver?.then(over);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(reason(signal)).toBe('its deadline of 60 s has come');
    await vi.advanceTimersByTimeAsync(9_999);
    expect(over).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(over).toHaveBeenCalledWith('over');
    cancel();
    vi.useRealTimers();
  });

  it('leaves a run that is asked to end before', () => {
    const stop = new AbortController();
    const { signal, cancel } = startDeadline(stop.signal, 60_000);
    stop.abort(new Error('asked'));
    expect(reason(signal)).toBe('asked');
    cancel();
  });

  it('need not be', () => {
    const { signal } = new AbortController();
    expect(startDeadline(signal, undefined)).toMatchObject({ signal, isOver: undefined });
  });
});
