import { dayNames, monthNames } from '../../../core/value/strftime.ts';
import { PyDateTime } from '../../../core/value/time.ts';
import { failure } from './failure.ts';

const oneOf = (names: readonly string[]): string => `(${names.join('|')})`;
const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));

const directives: Readonly<Record<string, string>> = {
  Y: '(\\d{4})',
  m: '(1[0-2]|0[1-9]|[1-9])',
  d: '(3[01]|[12]\\d|0[1-9]|[1-9]| [1-9])',
  H: '(2[0-3]|[01]\\d|\\d)',
  I: '(1[0-2]|0[1-9]|[1-9])',
  M: '([0-5]\\d|\\d)',
  S: '(6[01]|[0-5]\\d|\\d)',
  f: '(\\d{1,6})',
  y: '(\\d{2})',
  j: '(36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9])',
  p: '(am|pm)',
  z: '([+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|Z)',
  Z: '(utc|gmt|)',
  a: oneOf(short(dayNames)),
  A: oneOf(dayNames),
  b: oneOf(short(monthNames)),
  B: oneOf(monthNames),
  w: '([0-6])',
  U: '(5[0-3]|[0-4]\\d|\\d)',
  W: '(5[0-3]|[0-4]\\d|\\d)',
};
const composed: Readonly<Record<string, string>> = { c: '%a %b %d %H:%M:%S %Y', x: '%m/%d/%y', X: '%H:%M:%S' };

/** Python's `datetime.strptime` in the locale C. @throws DroverError `TEMPLATE_FAILED` for a text of another form */
export function strptime(source: string, format: string): PyDateTime {
  const { pattern, letters } = compile(format);
  const match = pattern.exec(source);
  if (match === null) throw failure('read a time', `time data '${source}' does not match format '${format}'`);
  const found = new Map(letters.map((letter, i) => [letter, match[i + 1] ?? '']));
  const number = (letter: string, fallback: number): number => (found.has(letter) ? Number(found.get(letter)) : fallback);
  const year = found.has('y') ? twoDigitYear(number('y', 0)) : number('Y', 1900);
  const dated = found.has('j') ? dayOfYear(year, number('j', 1)) : { month: monthOf(found), day: number('d', 1) };
  const last = new Date(Date.UTC(year, dated.month, 0)).getUTCDate();
  if (dated.day > last) throw failure('read a time', `day is out of range for month in '${source}'`);
  return new PyDateTime({
    year,
    ...dated,
    hour: hourOf(found),
    minute: number('M', 0),
    second: number('S', 0),
    microsecond: Number((found.get('f') ?? '').padEnd(6, '0')),
    offset: offsetOf(found.get('z')),
  });
}

function compile(format: string): { pattern: RegExp; letters: string[] } {
  const letters: string[] = [];
  const expanded = format.replace(/%([cxX])/g, (_, letter: string) => composed[letter] ?? '');
  const body = expanded.replace(/%(.)|\s+|[\\^$.*+?()[\]{}|]/gs, (piece, letter: string | undefined) => {
    if (letter === '%') return '%';
    if (letter === undefined) return /^\s/.test(piece) ? '\\s+' : `\\${piece}`;
    const directive = directives[letter];
    if (directive === undefined) throw failure('read a time', `'${letter}' is a bad directive in format '${format}'`);
    letters.push(letter);
    return directive;
  });
  return { pattern: new RegExp(`^${body}$`, 'i'), letters };
}

function twoDigitYear(year: number): number {
  return year + (year <= 68 ? 2000 : 1900);
}

function dayOfYear(year: number, yearday: number): { month: number; day: number } {
  const date = new Date(Date.UTC(year, 0, yearday));
  return { month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function monthOf(found: ReadonlyMap<string, string>): number {
  const name = (found.get('b') ?? found.get('B') ?? '').slice(0, 3).toLowerCase();
  if (name === '') return Number(found.get('m') ?? 1);
  return monthNames.findIndex((month) => month.slice(0, 3).toLowerCase() === name) + 1;
}

function hourOf(found: ReadonlyMap<string, string>): number {
  if (!found.has('I')) return Number(found.get('H') ?? 0);
  return (Number(found.get('I')) % 12) + (found.get('p')?.toLowerCase() === 'pm' ? 12 : 0);
}

function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)/.exec(zone) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}
