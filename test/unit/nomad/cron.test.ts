import { describe, expect, it } from 'vitest';
import { nextTick } from '../../../src/nomad/cron.ts';

describe('The next tick', () => {
  it.each([
    ['* * * * *', 'UTC', '2026-11-21T20:00:00Z', '2026-11-21T20:01:00Z'],
    ['*/30 * * * *', 'UTC', '2026-11-21T20:00:01Z', '2026-11-21T20:30:00Z'],
    ['*/30 * * * *', 'UTC', '2026-11-21T23:59:59Z', '2026-11-22T00:00:00Z'],
    ['15 3 * * *', 'UTC', '2026-11-21T20:00:00Z', '2026-11-22T03:15:00Z'],
    ['0 0 29 2 *', 'UTC', '2026-11-21T20:00:00Z', '2028-02-29T00:00:00Z'],
    ['0 12 * * mon-fri', 'UTC', '2026-11-21T20:00:00Z', '2026-11-23T12:00:00Z'],
    ['0 12 * * 7', 'UTC', '2026-11-21T20:00:00Z', '2026-11-22T12:00:00Z'],
    ['0 12 24 dec,jan *', 'UTC', '2026-11-21T20:00:00Z', '2026-12-24T12:00:00Z'],
    ['0 0 1 * fri', 'UTC', '2026-11-21T20:00:00Z', '2026-11-27T00:00:00Z'],
    ['10-40/15 * * * *', 'UTC', '2026-11-21T20:11:00Z', '2026-11-21T20:25:00Z'],
    ['50/5 * * * *', 'UTC', '2026-11-21T20:51:00Z', '2026-11-21T20:55:00Z'],
    ['@hourly', 'UTC', '2026-11-21T20:11:00Z', '2026-11-21T21:00:00Z'],
    ['@weekly', 'UTC', '2026-11-21T20:11:00Z', '2026-11-22T00:00:00Z'],
    ['0 2 * * *', 'America/New_York', '2026-11-21T20:00:00Z', '2026-11-22T07:00:00Z'],
    ['0 1 * * *', 'Asia/Tokyo', '2026-11-21T20:00:00Z', '2026-11-22T16:00:00Z'],
    // Clocks in Berlin are put forward at 2:00 on March 29 and back at 3:00 on October 25.
    ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-30T00:30:00Z'],
    ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
  ])('of %s in %s after %s is %s', (spec, zone, after, next) => {
    const found = nextTick(spec, zone, Date.parse(after));
    expect(found === undefined ? undefined : new Date(found).toISOString()).toBe(new Date(next).toISOString());
  });

  it.each([
    ['0 0 L * *', 'UTC'],
    ['0 0 * * 5#2', 'UTC'],
    ['0 0 0 * * * 2027', 'UTC'],
    ['60 * * * *', 'UTC'],
    ['5-1 * * * *', 'UTC'],
    ['*/0 * * * *', 'UTC'],
    ['', 'UTC'],
    ['* * * * *', 'Local'],
    ['0 0 30 2 *', 'UTC'],
  ])('of "%s" in %s is not told', (spec, zone) => {
    expect(nextTick(spec, zone, Date.UTC(2026, 10, 21))).toBeUndefined();
  });
});
