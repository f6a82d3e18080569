import { text } from '../../../../core/value/text.ts';
import { Float, type Value } from '../../../../core/value/types.ts';
import { type Call, type Filter, numberOf } from '../../callable.ts';
import { failure } from '../../python/failure.ts';
import { roundHalfEven } from '../../python/number.ts';
import { words } from '../../python/whitespace.ts';

/** community.general 10.7's filters between units of time. */
export const communityTimeFilters: Readonly<Record<string, Filter>> = {
  to_time_unit: (value, call) => converted(value, call, text(call.args[0] ?? call.kwargs.get('unit') ?? 'ms')),
  to_milliseconds: (value, call) => converted(value, call, 'ms'),
  to_seconds: (value, call) => converted(value, call, 's'),
  to_minutes: (value, call) => converted(value, call, 'm'),
  to_hours: (value, call) => converted(value, call, 'h'),
  to_days: (value, call) => converted(value, call, 'd'),
  to_weeks: (value, call) => converted(value, call, 'w'),
  to_months: (value, call) => converted(value, call, 'mo'),
  to_years: (value, call) => converted(value, call, 'y'),
};

const day = 86_400_000;
const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: day, w: 7 * day, mo: 30 * day, y: 365 * day };

const longNames: Readonly<Record<string, string>> = {
  millisecond: 'ms',
  msec: 'ms',
  msecond: 'ms',
  sec: 's',
  second: 's',
  hour: 'h',
  min: 'm',
  minute: 'm',
  day: 'd',
  week: 'w',
  month: 'mo',
  year: 'y',
};

function converted(value: Value, call: Call, unit: string): Value {
  if (value === '0') return 0;
  const sizes = sizesOf(call);
  const sizeOf = (name: string): number => {
    const size = sizes[longNames[name.replace(/s+$/, '')] ?? name];
    if (size === undefined) throw failure('convert a time', `there is no unit "${name}"`);
    return size;
  };
  const target = sizeOf(unit);
  const total = words(text(value)).reduce((sum, word) => {
    const [whole, count, name = ''] = /^(-?\d+)(\w+)/.exec(word) ?? [];
    if (whole === undefined) throw failure('convert a time', `to_time_unit() can not interpret following string: ${text(value)}`);
    return sum + Number(count) * sizeOf(name);
  }, 0);
  return new Float(roundHalfEven(total / target, 12));
}

/** The units' lengths; a call may say how many days a month or a year has. */
function sizesOf(call: Call): Record<string, number> {
  const sizes: Record<string, number> = { ...milliseconds };
  for (const [name, given] of call.kwargs) {
    if (name === 'unit') continue;
    const days = numberOf(given);
    if ((name !== 'year' && name !== 'month') || days === undefined)
      throw failure('convert a time', `unknown keyword argument ${name}`);
    sizes[name === 'year' ? 'y' : 'mo'] = days * day;
  }
  return sizes;
}
