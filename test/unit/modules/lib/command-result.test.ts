import { describe, expect, it } from 'vitest';
import { duration, pythonTime, ranOutcome } from '../../../../src/modules/lib/command-result.ts';

describe('duration', () => {
  it.each([
    [0, '0:00:00'],
    [5, '0:00:00.005000'],
    [61_500, '0:01:01.500000'],
    [86_400_000, '1 day, 0:00:00'],
    [180_000_001, '2 days, 2:00:00.001000'],
  ])('%d ms', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });
});

describe('pythonTime', () => {
  it('shows local time, and no fraction where there is none', () => {
    expect(pythonTime(new Date(2024, 4, 1, 2, 3, 4, 50))).toBe('2024-05-01 02:03:04.050000');
    expect(pythonTime(new Date(2024, 11, 31, 23, 59, 59))).toBe('2024-12-31 23:59:59');
  });
});

describe('ranOutcome', () => {
  const times = { start: new Date(2024, 0, 1), end: new Date(2024, 0, 1, 0, 0, 1) };
  const ran = { argv: ['x'], code: 3, stdout: 'a\n\n', stderr: '\r\nb\r\n' };

  it('fails with what was printed, ends trimmed', () => {
    const outcome = ranOutcome(['x'], ran, times, true);
    expect(outcome).toMatchObject({ changed: true, failed: true, msg: 'non-zero return code' });
    expect(outcome.result).toMatchObject({ rc: 3, stdout: 'a', stderr: '\r\nb', stderr_lines: ['', 'b'], delta: '0:00:01' });
  });

  it('keeps the ends on request', () => {
    expect(ranOutcome(['x'], { ...ran, code: 0 }, times, false).result).toMatchObject({ stdout: 'a\n\n', rc: 0 });
  });
});
