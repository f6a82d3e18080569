import { PyDate, PyDateTime } from '../../core/value/time.ts';

const pattern =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:(Z)|([-+])(\d\d?)(?::(\d\d))?))?)?$/;

/** A date or a time as PyYAML reads it; undefined where the calendar or the clock has none such. */
export function parseTimestamp(text: string): PyDate | PyDateTime | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const number = (group: number): number => Number(match[group] ?? 0);
  const date = { year: number(1), month: number(2), day: number(3) };
  if (!isDate(date)) return undefined;
  if (match[4] === undefined) return new PyDate(date.year, date.month, date.day);
  const time = { hour: number(4), minute: number(5), second: number(6) };
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return undefined;
  const microsecond = Number((match[7] ?? '').slice(0, 6).padEnd(6, '0'));
  return new PyDateTime({ ...date, ...time, microsecond, offset: offsetMinutes(match) });
}

function offsetMinutes(match: RegExpExecArray): number | undefined {
  if (match[8] === 'Z') return 0;
  if (match[9] === undefined) return undefined;
  const minutes = Number(match[10]) * 60 + Number(match[11] ?? 0);
  return match[9] === '-' ? -minutes : minutes;
}

function isDate({ year, month, day }: { year: number; month: number; day: number }): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}
