import { checkedParts, fromOrdinal, toordinal, type YearMonthDay } from '../../../core/value/calendar.ts';
import { dayNames, monthNames } from '../../../core/value/strftime.ts';
import { PyDateTime } from '../../../core/value/time.ts';
import { failure } from './failure.ts';

const oneOf = (names: readonly string[]): string => `(${names.join('|')})`;
const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));

/** What each may stand for, the longest first: digits need nothing between them (`%H%M`). */
const directives: Readonly<Record<string, string>> = {
  Y: '(\\d{4})',
  m: '(1[0-2]|0?[1-9])',
  d: '(3[01]|[12]\\d|[0 ]?[1-9])',
  H: '(2[0-3]|[01]?\\d)',
  I: '(1[0-2]|0?[1-9])',
  M: '([0-5]?\\d)',
  S: '(6[01]|[0-5]?\\d)',
  f: '(\\d{1,6})',
  y: '(\\d{2})',
  j: '(36[0-6]|(?:3[0-5]|[12]\\d)\\d|0?[1-9]\\d|0{0,2}[1-9])',
  p: '(am|pm)',
  z: '([+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|(?-i:Z))',
  Z: '(utc|gmt)',
  a: oneOf(short(dayNames)),
  A: oneOf(dayNames),
  b: oneOf(short(monthNames)),
  B: oneOf(monthNames),
  w: '([0-6])',
  u: '([1-7])',
  G: '(\\d{4})',
  V: '(5[0-3]|[1-4]\\d|0?[1-9]|0)',
  U: '(5[0-3]|[0-4]?\\d)',
  W: '(5[0-3]|[0-4]?\\d)',
};
const composed: Readonly<Record<string, string>> = { c: '%a %b %d %H:%M:%S %Y', x: '%m/%d/%y', X: '%H:%M:%S' };

/** What was read, by directive. */
class Found {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  text(letter: string): string | undefined {
    return this.#texts.get(letter);
  }

  number(letter: string): number | undefined {
    const text = this.#texts.get(letter);
    return text === undefined ? undefined : Number(text);
  }
}

/** Python's `datetime.strptime` in the locale C. @throws DroverError `TEMPLATE_FAILED` for a text of another form */
export function strptime(source: string, format: string): PyDateTime {
  const { pattern, letters } = compile(format);
  const match = pattern.exec(source);
  if (match === null) throw failure('read a time', `time data '${source}' does not match format '${format}'`);
  const found = new Found(new Map(letters.map((letter, i) => [letter, match[i + 1] ?? ''])));
  const parts = {
    ...dateOf(found),
    hour: hourOf(found),
    minute: found.number('M') ?? 0,
    second: found.number('S') ?? 0,
    microsecond: Number((found.text('f') ?? '').padEnd(6, '0')),
    offset: offsetOf(found.text('z')),
  };
  return new PyDateTime(checkedParts(parts));
}

function compile(format: string): { pattern: RegExp; letters: string[] } {
  const letters: string[] = [];
  const expanded = format.replace(/%([cxX])/g, (_, letter: string) => composed[letter] ?? '');
  const body = expanded.replace(/%(.?)|\s+|[\\^$.*+?()[\]{}|]/gs, (piece, letter: string | undefined) => {
    if (letter === undefined) return /^\s/.test(piece) ? '\\s+' : `\\${piece}`;
    if (letter === '%') return '%';
    const read = Object.hasOwn(directives, letter) && !letters.includes(letter) ? directives[letter] : undefined;
    if (read === undefined)
      throw failure('read a time', `'${letter}' is a bad directive in format '${format}', or stands there twice`);
    letters.push(letter);
    return read;
  });
  return { pattern: new RegExp(`^${body}$`, 'i'), letters };
}

/** A day of the year, or a week with a day of it, says more than month and day. */
function dateOf(found: Found): YearMonthDay {
  if (found.text('G') !== undefined || found.text('V') !== undefined) return isoDate(found);
  const date = { year: yearOf(found), month: monthOf(found), day: found.number('d') ?? 1 };
  const start = toordinal({ ...date, month: 1, day: 1 });
  const yearday = found.number('j') ?? weekYearday(found, start);
  return yearday === undefined ? date : fromOrdinal(start + yearday - 1);
}

function yearOf(found: Found): number {
  const short = found.number('y');
  return short === undefined ? (found.number('Y') ?? 1900) : short + (short <= 68 ? 2000 : 1900);
}

/** The day of the week, 1 for Monday. */
function weekdayOf(found: Found): number | undefined {
  const name = (found.text('A') ?? found.text('a'))?.slice(0, 3).toLowerCase();
  const number = name === undefined ? (found.number('w') ?? found.number('u')) : startingWith(dayNames, name);
  return number === 0 ? 7 : number;
}

/** The day of the year of a weekday in a week that is counted from the first Sunday (`%U`) or Monday (`%W`). */
function weekYearday(found: Found, start: number): number | undefined {
  const week = found.number('U') ?? found.number('W');
  const weekday = weekdayOf(found);
  if (week === undefined || weekday === undefined) return undefined;
  const first = found.text('U') === undefined ? 1 : 0;
  const startDay = (start + 7 - first) % 7;
  const day = (weekday + 7 - first) % 7;
  // A year that starts with a week has no week 0; its days are those of week 1.
  return (startDay === 0 ? Math.max(0, week - 1) : week) * 7 + 1 + day - startDay;
}

function isoDate(found: Found): YearMonthDay {
  const [year, week, weekday] = [found.number('G'), found.number('V'), weekdayOf(found)];
  if (year === undefined || week === undefined || weekday === undefined || found.text('j') !== undefined)
    throw failure('read a time', 'a week of ISO needs %G, %V and a day of the week, and no %j');
  const fourth = toordinal({ year, month: 1, day: 4 });
  return fromOrdinal(fourth - ((fourth + 6) % 7) + (week - 1) * 7 + weekday - 1);
}

function startingWith(names: readonly string[], start: string): number {
  return names.findIndex((name) => name.slice(0, 3).toLowerCase() === start);
}

function monthOf(found: Found): number {
  const name = (found.text('B') ?? found.text('b'))?.slice(0, 3).toLowerCase();
  return name === undefined ? (found.number('m') ?? 1) : startingWith(monthNames, name) + 1;
}

function hourOf(found: Found): number {
  const hour = found.number('I');
  if (hour === undefined) return found.number('H') ?? 0;
  return (hour % 12) + (found.text('p')?.toLowerCase() === 'pm' ? 12 : 0);
}

function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)/.exec(zone) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}
