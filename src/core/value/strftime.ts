import type { DateTimeParts } from './date-time-parts.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const dayMilliseconds = 86_400_000;

export const dayNames: readonly string[] = days;
export const monthNames: readonly string[] = months;

/** Milliseconds since the epoch of a date at midnight UTC, for any year. */
export function dateMilliseconds(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

interface Moment extends DateTimeParts {
  /** 0 for Sunday. */
  readonly weekday: number;
  /** 1 for January 1. */
  readonly yearday: number;
}

const pad = (value: number, width = 2, fill = '0'): string => String(value).padStart(width, fill);
const hour12 = (hour: number): number => ((hour + 11) % 12) + 1;

const directives: Readonly<Record<string, (moment: Moment) => string>> = {
  a: (m) => (days[m.weekday] ?? '').slice(0, 3),
  A: (m) => days[m.weekday] ?? '',
  w: (m) => String(m.weekday),
  u: (m) => String(m.weekday === 0 ? 7 : m.weekday),
  d: (m) => pad(m.day),
  e: (m) => pad(m.day, 2, ' '),
  b: (m) => (months[m.month - 1] ?? '').slice(0, 3),
  h: (m) => (months[m.month - 1] ?? '').slice(0, 3),
  B: (m) => months[m.month - 1] ?? '',
  m: (m) => pad(m.month),
  y: (m) => pad(m.year % 100),
  Y: (m) => String(m.year),
  C: (m) => pad(Math.floor(m.year / 100)),
  H: (m) => pad(m.hour),
  k: (m) => pad(m.hour, 2, ' '),
  I: (m) => pad(hour12(m.hour)),
  l: (m) => pad(hour12(m.hour), 2, ' '),
  p: (m) => (m.hour < 12 ? 'AM' : 'PM'),
  P: (m) => (m.hour < 12 ? 'am' : 'pm'),
  M: (m) => pad(m.minute),
  S: (m) => pad(m.second),
  s: (m) => String(epochSeconds(m)),
  j: (m) => pad(m.yearday, 3),
  U: (m) => pad(Math.floor((m.yearday + 6 - m.weekday) / 7)),
  W: (m) => pad(Math.floor((m.yearday + 6 - ((m.weekday + 6) % 7)) / 7)),
  G: (m) => String(isoWeek(m).year),
  g: (m) => pad(isoWeek(m).year % 100),
  V: (m) => pad(isoWeek(m).week),
  z: (m) => zone(m.offset),
  Z: (m) => m.zone ?? (m.offset === 0 ? 'UTC' : m.offset === undefined ? '' : `UTC${zone(m.offset).replace(/(..)$/, ':$1')}`),
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

const composed: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  x: '%m/%d/%y',
  D: '%m/%d/%y',
  X: '%H:%M:%S',
  T: '%H:%M:%S',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  F: '%Y-%m-%d',
};

/** `datetime.strftime`: the same with microseconds, `%f`. */
export function strftimeOfDateTime(parts: DateTimeParts, format: string): string {
  const microseconds = pad(parts.microsecond, 6);
  return strftime(
    parts,
    format.replace(/%(.)/gs, (whole, letter: string) => (letter === 'f' ? microseconds : whole)),
  );
}

/** C's `strftime` in the locale C, as Python offers it; unknown directives stay as they are. */
export function strftime(parts: DateTimeParts, format: string): string {
  const midnight = dateMilliseconds(parts.year, parts.month, parts.day);
  const yearday = (midnight - dateMilliseconds(parts.year, 1, 1)) / dayMilliseconds + 1;
  return write({ ...parts, weekday: new Date(midnight).getUTCDay(), yearday }, format);
}

function write(moment: Moment, format: string): string {
  return format.replace(/%([-_0^#]?)[EO]?([A-Za-z%])/g, (whole, flag: string, letter: string) => {
    const shape = composed[letter];
    const text = shape === undefined ? directives[letter]?.(moment) : write(moment, shape);
    if (text === undefined) return whole;
    if (flag === '-') return text.replace(/^[0 ]+(?=\d)/, '');
    if (flag === '_') return text.replace(/^0+(?=\d)/, (zeros) => ' '.repeat(zeros.length));
    return flag === '^' ? text.toUpperCase() : text;
  });
}

function zone(offset: number | undefined): string {
  if (offset === undefined) return '';
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${pad(size % 60)}`;
}

/** Seconds since the epoch; a time without a zone is one of UTC. */
export function epochSeconds({ year, month, day, hour, minute, second, offset }: DateTimeParts): number {
  return dateMilliseconds(year, month, day) / 1000 + (hour * 60 + minute - (offset ?? 0)) * 60 + second;
}

function isoWeek({ year, month, day }: DateTimeParts): { year: number; week: number } {
  const midnight = dateMilliseconds(year, month, day);
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
  const thursday = new Date(midnight + (3 - weekday) * dayMilliseconds);
  const own = thursday.getUTCFullYear();
  return { year: own, week: Math.floor((thursday.getTime() - dateMilliseconds(own, 1, 1)) / dayMilliseconds / 7) + 1 };
}
