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

const hour12 = (hour: number): number => ((hour + 11) % 12) + 1;
/** Days since the last day of that number of ISO, or minus the day of the year: what weeks are counted by. */
const weekFrom = (m: Moment, first: number): number => Math.floor((m.yearday + 6 - ((m.weekday + 7 - first) % 7)) / 7);

type Read<T> = (moment: Moment) => T;

/** Numbers with the digits that they are filled up to: by zeros, or by blanks where these are written first. */
const numbers: Readonly<Record<string, readonly [digits: number, value: Read<number>, blank?: true]>> = {
  w: [1, (m) => m.weekday],
  u: [1, (m) => m.weekday || 7],
  d: [2, (m) => m.day],
  e: [2, (m) => m.day, true],
  m: [2, (m) => m.month],
  y: [2, (m) => m.year % 100],
  Y: [1, (m) => m.year],
  C: [2, (m) => Math.floor(m.year / 100)],
  H: [2, (m) => m.hour],
  k: [2, (m) => m.hour, true],
  I: [2, (m) => hour12(m.hour)],
  l: [2, (m) => hour12(m.hour), true],
  M: [2, (m) => m.minute],
  S: [2, (m) => m.second],
  s: [1, epochSeconds, true],
  j: [3, (m) => m.yearday],
  U: [2, (m) => weekFrom(m, 0)],
  W: [2, (m) => weekFrom(m, 1)],
  G: [1, (m) => isoWeek(m).year],
  g: [2, (m) => isoWeek(m).year % 100],
  V: [2, (m) => isoWeek(m).week],
};

const texts: Readonly<Record<string, Read<string>>> = {
  a: (m) => (days[m.weekday] ?? '').slice(0, 3),
  A: (m) => days[m.weekday] ?? '',
  b: (m) => (months[m.month - 1] ?? '').slice(0, 3),
  h: (m) => (months[m.month - 1] ?? '').slice(0, 3),
  B: (m) => months[m.month - 1] ?? '',
  p: (m) => (m.hour < 12 ? 'AM' : 'PM'),
  P: (m) => (m.hour < 12 ? 'am' : 'pm'),
  Z: (m) => m.zone ?? zoneName(m.offset),
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

/** `datetime.strftime`: the same with microseconds, `%f`; the seconds of the epoch are those of the reading, whatever its zone. */
export function strftimeOfDateTime(parts: DateTimeParts, format: string): string {
  const own: Readonly<Record<string, string>> = {
    f: String(parts.microsecond).padStart(6, '0'),
    s: String(epochSeconds({ ...parts, offset: undefined })),
  };
  return strftime(
    parts,
    format.replace(/%(.)/gs, (whole, letter: string) => own[letter] ?? whole),
  );
}

/** C's `strftime` in the locale C, as Python offers it; unknown directives stay as they are. */
export function strftime(parts: DateTimeParts, format: string): string {
  const midnight = dateMilliseconds(parts.year, parts.month, parts.day);
  const yearday = (midnight - dateMilliseconds(parts.year, 1, 1)) / dayMilliseconds + 1;
  return write({ ...parts, weekday: new Date(midnight).getUTCDay(), yearday }, format);
}

/** Directives as glibc reads them: flags, a width, a modifier that says nothing in the locale C. */
const directive = /%([-_0^#]*)(\d*)(?:E(?=[cCPprRsTtunxXyYzZ%])|O(?![aAcDFxXY]))?([A-Za-z%])/g;

interface Shape {
  /** The last of `-`, `_` and `0`, if any. */
  readonly fill: string;
  readonly width: number;
  readonly upper: boolean;
  readonly swap: boolean;
}

function write(moment: Moment, format: string, upper = false): string {
  return format.replace(directive, (whole, flags: string, width: string, letter: string) => {
    const shape = {
      fill: /.*[-_0]/.exec(flags)?.[0].slice(-1) ?? '',
      width: Number(width),
      upper: upper || flags.includes('^'),
      swap: flags.includes('#'),
    };
    const number = numbers[letter];
    if (number !== undefined) return digits(number[1](moment), number[0], number[2] === true, shape);
    if (letter === 'z') return zone(moment.offset, shape);
    const text = composed[letter] === undefined ? texts[letter]?.(moment) : write(moment, composed[letter], shape.upper);
    return text === undefined ? whole : widened(cased(text, letter, shape), shape);
  });
}

function cased(text: string, letter: string, { upper, swap }: Shape): string {
  if (letter === 'P') return text;
  if (swap && 'pZ'.includes(letter)) return text.toLowerCase();
  return upper || (swap && 'aAbBh'.includes(letter)) ? text.toUpperCase() : text;
}

function widened(text: string, { fill, width }: Shape): string {
  return text.padStart(width, fill === '0' ? '0' : ' ');
}

function digits(value: number, least: number, blank: boolean, shape: Shape): string {
  const filler = shape.fill === '_' || (blank && shape.fill === '') ? ' ' : '0';
  const sign = value < 0 ? '-' : '';
  const size = String(Math.abs(value));
  if (shape.fill === '-') return widened(sign + size, shape);
  const width = Math.max(least, shape.width) - sign.length;
  return filler === '0' ? sign + size.padStart(width, filler) : (sign + size).padStart(width + sign.length, filler);
}

/** The sign has the width first, then the number of four digits has it. */
function zone(offset: number | undefined, shape: Shape): string {
  if (offset === undefined) return '';
  const size = Math.abs(offset);
  const value = Math.floor(size / 60) * 100 + (size % 60);
  const sign = widened(offset < 0 ? '-' : '+', shape);
  return sign + digits(value, 4, false, shape);
}

/** The name of a zone that has only its offset. */
export function zoneName(offset: number | undefined): string {
  if (offset === undefined) return '';
  const size = Math.abs(offset);
  const clock = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return offset === 0 ? 'UTC' : `UTC${offset < 0 ? '-' : '+'}${clock}`;
}

/** Seconds since the epoch; a time without a zone is one of UTC. */
export function epochSeconds({ year, month, day, hour, minute, second, offset }: DateTimeParts): number {
  return dateMilliseconds(year, month, day) / 1000 + (hour * 60 + minute - (offset ?? 0)) * 60 + second;
}

export function isoWeek({ year, month, day }: DateTimeParts): { year: number; week: number } {
  const midnight = dateMilliseconds(year, month, day);
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
  const thursday = new Date(midnight + (3 - weekday) * dayMilliseconds);
  const own = thursday.getUTCFullYear();
  return { year: own, week: Math.floor((thursday.getTime() - dateMilliseconds(own, 1, 1)) / dayMilliseconds / 7) + 1 };
}
