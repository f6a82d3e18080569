import { describe, expect, it } from 'vitest';
import { templarOf } from '../templar-of.ts';

const day = "('2024-02-29 13:14:15' | to_datetime)";
const zoned = "('2024-03-01T00:00:00-0330' | to_datetime('%Y-%m-%dT%H:%M:%S%z'))";
const templar = templarOf();

/** The expression's text, with `_` for the day above. */
const answer = (expression: string): unknown => templar.template(`<{{ ${expression.replace(/\b_\b/g, day)} }}>`);

describe('filters of times', () => {
  it.each([
    ['366 2023', '%j %Y', '2024-01-01 00:00:00'],
    ['2024-W09-4', '%G-W%V-%u', '2024-02-29 00:00:00'],
    ['2024 08 Thu', '%Y %U %a', '2024-02-29 00:00:00'],
    ['2024 09 4', '%Y %W %w', '2024-02-29 00:00:00'],
    ['2024 0 1', '%Y %W %w', '2024-01-01 00:00:00'],
    ['00 0', '%W %w', '1900-01-07 00:00:00'],
    ['12:30 am', '%I:%M %p', '1900-01-01 00:30:00'],
    ['690229', '%y%m%d', undefined],
    ['29 29', '%d %d', undefined],
    ['23:59:60', '%H:%M:%S', undefined],
    ['12:00 ', '%H:%M %Z', undefined],
    ['+2500', '%z', undefined],
    ['z', '%z', undefined],
    ['09 4', '%V %u', undefined],
  ])('%j by %j is %j', (source, format, read) => {
    const text = () => answer(`'${source}' | to_datetime('${format}')`);
    if (read === undefined) expect(text).toThrow();
    else expect(text()).toBe(`<${read}>`);
  });

  it.each([
    ['_.time()', '13:14:15'],
    ['_.time().replace(second=0)', '13:14:00'],
    ["_.isoformat(' ', 'minutes')", '2024-02-29 13:14'],
    ["_.isoformat(timespec='milliseconds')", '2024-02-29T13:14:15.000'],
    ['_.isocalendar()', 'datetime.IsoCalendarDate(year=2024, week=9, weekday=4)'],
    ['_.isocalendar()[1] + _.isocalendar().week', '18'],
    ['_.timetuple().tm_yday', '60'],
    ['_.toordinal()', '738945'],
    ['_.ctime()', 'Thu Feb 29 13:14:15 2024'],
    ['_.replace(year=2023, day=1)', '2023-02-01 13:14:15'],
    ['_.date().replace(day=1)', '2024-02-01'],
    ["'{:%d.%m.}'.format(_)", '29.02.'],
    [`${zoned}.utcoffset()`, '-1 day, 20:30:00'],
    [`${zoned}.tzinfo ~ ' ' ~ ${zoned}.tzname()`, 'UTC-03:30 UTC-03:30'],
    [`${zoned}.timetz()`, '00:00:00-03:30'],
    ['(_.replace(hour=0) - _) | abs', '13:00:00'],
    ['-(_ - _.replace(hour=0))', '-1 day, 11:00:00'],
    ['(_ - _.replace(day=1)) % (_ - _.replace(day=23))', '4 days, 0:00:00'],
  ])('%s is %s', (expression, text) => {
    expect(answer(expression)).toBe(`<${text}>`);
  });

  it.each(['_.replace(year=2023)', '_.replace(hour=24)', '_ | tojson', '(_ - _) // 1.5', '(_ - _) / 0'])(
    '%s fails',
    (expression) => {
      expect(() => answer(expression)).toThrow();
    },
  );

  it.each([
    ['%-d %_m %e %0e', '1  3  1 01'],
    ['%^a %#b %#p %^P', 'WED MAR am am'],
    ['%5Y|%_5d|%-5d|%5a', '02000|    1|    1|  Wed'],
    ['%10D|%-D', '  03/01/00|03/01/00'],
    ['%-z %_z', '+0 +   0'],
    ['%Ey %Od %Ed %Q', '00 01 %Ed %Q'],
  ])('the format %s of a Wednesday is %s', (format, text) => {
    expect(answer(`'${format}' | strftime(951868800, true)`)).toBe(`<${text}>`);
  });
});
