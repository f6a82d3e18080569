import { expect, it } from 'vitest';
import { ago, duration, exact, when } from '../../../../../src/collector/pages/parts/time.ts';

const minute = 60_000;
const hour = 60 * minute;

it.each([
  [-5000, 'just now'],
  [9_999, 'just now'],
  [42_500, '42 s ago'],
  [minute, '1 min ago'],
  [59.9 * minute, '59 min ago'],
  [47.9 * hour, '47 h ago'],
  [48 * hour, '2 d ago'],
  [4000 * hour, '166 d ago'],
])('%d ms ago reads "%s"', (passed, words) => expect(ago(passed)).toBe(words));

it.each([
  [null, '–'],
  [0.4, '0 ms'],
  [999, '999 ms'],
  [1449, '1.4 s'],
  [125_000, '2 min 05 s'],
  [hour + 2 * minute, '1 h 02 min'],
])('a duration of %s ms reads "%s"', (ms, words) => expect(duration(ms)).toBe(words));

it.each([Number.NaN, 9e15, Number.POSITIVE_INFINITY])('takes %d for a time that is not known', (time) => {
  expect(exact(time)).toBe('unknown');
  expect(String(when(time, 0))).toBe('<span class="none">unknown</span>');
});

it('has the exact moment in the title, and for the script', () => {
  const time = Date.UTC(2026, 10, 21, 20, 36, 57);
  expect(exact(time)).toBe('2026-11-21 20:36:57 UTC');
  expect(String(when(time, time + 5 * minute))).toBe(
    '<time datetime="2026-11-21T20:36:57.000Z" title="2026-11-21 20:36:57 UTC" data-ago>5 min ago</time>',
  );
});
