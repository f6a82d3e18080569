import { describe, expect, it } from 'vitest';
import { dateTime } from '../../../../src/host/facts/date-time.ts';

describe('the date and time facts', () => {
  // Python 3.11: strftime of the same moments with TZ set to the zone.
  it.each([
    ['Europe/Berlin', 'CET-1CEST,M3.5.0,M10.5.0/3', 1782000000, '2026-06-21 02:00:00 Sunday 0 24 CEST CEST +0200'],
    ['Europe/Berlin', 'CET-1CEST,M3.5.0,M10.5.0/3', 1769000000, '2026-01-21 13:53:20 Wednesday 3 03 CET CEST +0100'],
    ['America/New_York', 'EST5EDT,M3.2.0,M11.1.0', 1782000000, '2026-06-20 20:00:00 Saturday 6 24 EDT EDT -0400'],
    ['Asia/Kolkata', 'IST-5:30', 1782000000, '2026-06-21 05:30:00 Sunday 0 24 IST IST +0530'],
    ['UTC', 'UTC0', 1767225600, '2026-01-01 00:00:00 Thursday 4 00 UTC UTC +0000'],
    [
      'Australia/Lord_Howe',
      '<+1030>-10:30<+11>-11,M10.1.0,M4.1.0',
      1769000000,
      '2026-01-21 23:53:20 Wednesday 3 03 +11 +11 +1100',
    ],
    ['America/Sao_Paulo', '<-03>3', 1782000000, '2026-06-20 21:00:00 Saturday 6 24 -03 -03 -0300'],
  ])('are those of Python in %s (%s) at %i', (name, rule, seconds, expected) => {
    const facts = dateTime(new Date(seconds * 1000), { name, rule });
    const { date, time, weekday, weekday_number, weeknumber, tz, tz_dst, tz_offset } = facts;
    expect([date, time, weekday, weekday_number, weeknumber, tz, tz_dst, tz_offset].join(' ')).toBe(expected);
  });

  it('have the forms that Ansible gives them', () => {
    expect(dateTime(new Date(1782000000250), { name: 'Asia/Kolkata', rule: 'IST-5:30' })).toMatchObject({
      epoch: '1782000000',
      iso8601: '2026-06-21T00:00:00Z',
      iso8601_micro: '2026-06-21T00:00:00.250000Z',
      iso8601_basic: '20260621T053000250000',
      iso8601_basic_short: '20260621T053000',
      hour: '05',
    });
  });
});
