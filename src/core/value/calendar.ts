import type { DateTimeParts } from './date-time-parts.ts';
import { failure } from './failure.ts';
import { PyFunction } from './function.ts';
import { NamedTuple } from './named-tuple.ts';
import { dateMilliseconds, isoWeek, strftimeOfDateTime } from './strftime.ts';
import { repr, text } from './text.ts';
import type { Value } from './types.ts';

const dayMilliseconds = 86_400_000;
/** Day 1 is January 1 of year 1. */
const firstDay = dateMilliseconds(1, 1, 1) / dayMilliseconds - 1;

export function method(name: string, callback: PyFunction['callback']): PyFunction {
  return new PyFunction(name, callback, 'builtin_function_or_method');
}

export type YearMonthDay = Pick<DateTimeParts, 'year' | 'month' | 'day'>;

type Answer = (parts: DateTimeParts, args: readonly Value[]) => Value;

/** Methods that Python's date and datetime share. */
const methods: Readonly<Record<string, Answer>> = {
  strftime: (parts, [format = '']) => strftimeOfDateTime(parts, text(format)),
  weekday: (parts) => weekday(parts) - 1,
  isoweekday: weekday,
  isocalendar: (parts) => new NamedTuple('datetime', 'IsoCalendarDate', { ...isoWeek(parts), weekday: weekday(parts) }),
  toordinal,
  ctime: (parts) => strftimeOfDateTime(parts, '%a %b %e %H:%M:%S %Y'),
  timetuple: (parts) =>
    new NamedTuple('time', 'struct_time', {
      tm_year: parts.year,
      tm_mon: parts.month,
      tm_mday: parts.day,
      tm_hour: parts.hour,
      tm_min: parts.minute,
      tm_sec: parts.second,
      tm_wday: weekday(parts) - 1,
      tm_yday: toordinal(parts) - toordinal({ ...parts, month: 1, day: 1 }) + 1,
      tm_isdst: -1,
    }),
};

export function calendarMethod(name: string, parts: DateTimeParts): Value | undefined {
  const answer = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return answer && method(name, (args) => answer(parts, args));
}

function weekday({ year, month, day }: DateTimeParts): number {
  return new Date(dateMilliseconds(year, month, day)).getUTCDay() || 7;
}

/** Days since the last one before year 1. */
export function toordinal({ year, month, day }: YearMonthDay): number {
  return dateMilliseconds(year, month, day) / dayMilliseconds - firstDay;
}

/** The year, month and day of an ordinal. */
export function fromOrdinal(ordinal: number): YearMonthDay {
  const date = new Date((ordinal + firstDay) * dayMilliseconds);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const ranges: Readonly<Record<string, readonly [least: number, most: number]>> = {
  year: [1, 9999],
  month: [1, 12],
  hour: [0, 23],
  minute: [0, 59],
  second: [0, 59],
  microsecond: [0, 999_999],
};

/** The parts as they are. @throws DroverError `TEMPLATE_FAILED` where Python has no such time */
export function checkedParts(parts: DateTimeParts): DateTimeParts {
  for (const [name, [least, most]] of Object.entries(ranges)) {
    const value = parts[name as keyof DateTimeParts];
    if (typeof value !== 'number' || value < least || value > most)
      throw failure(`Cannot make a time: ${name} must be in ${least}..${most}`);
  }
  const last = new Date(dateMilliseconds(parts.year, parts.month + 1, 0)).getUTCDate();
  if (parts.day < 1 || parts.day > last) throw failure('Cannot make a time: day is out of range for month');
  if (Math.abs(parts.offset ?? 0) >= 1440) throw failure('Cannot make a time: a zone is less than 24 hours from UTC');
  return parts;
}

/** What `replace()` answers: the parts with some of those named put in their place. */
export function replacedParts(
  parts: DateTimeParts,
  names: readonly string[],
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
): DateTimeParts {
  const given = new Map<string, Value>([...args.map((value, i) => [names[i] ?? '', value] as const), ...kwargs]);
  const changed: Record<string, number> = {};
  for (const [name, value] of given) {
    const isZone = name === 'tzinfo' && value === null;
    if (!isZone && (!names.includes(name) || typeof value !== 'number'))
      throw failure(`Cannot replace a part of the time: "${name}" cannot be ${repr(value)}`);
    if (!isZone) changed[name] = value as number;
  }
  return checkedParts({ ...parts, ...changed, offset: given.has('tzinfo') ? undefined : parts.offset });
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** Hour and minute, and what follows as far as it is not zero. */
export function clockFields({ hour, minute, second, microsecond }: DateTimeParts): number[] {
  const fields = [hour, minute, second, microsecond];
  return fields.slice(0, microsecond === 0 ? (second === 0 ? 2 : 3) : 4);
}

const timespecs = ['hours', 'minutes', 'seconds', 'milliseconds', 'microseconds'];

/** The time of day as `isoformat` writes it, up to the part that is named. */
export function clockText({ hour, minute, second, microsecond }: DateTimeParts, timespec: Value = 'auto'): string {
  const last = timespec === 'auto' ? (microsecond === 0 ? 2 : 4) : timespecs.indexOf(text(timespec));
  if (last < 0) throw failure(`Cannot write the time: unknown timespec value ${repr(timespec)}`);
  const clock = [hour, minute, second]
    .slice(0, last + 1)
    .map((part) => pad(part))
    .join(':');
  const fraction = pad(microsecond, 6).slice(0, last === 3 ? 3 : 6);
  return last < 3 ? clock : `${clock}.${fraction}`;
}
