import type { DateTimeParts } from './date-time-parts.ts';
import { PyFunction } from './function.ts';
import { dateMilliseconds, epochSeconds, strftimeOfDateTime } from './strftime.ts';
import { text } from './text.ts';
import { PyTimedelta } from './timedelta.ts';
import { Float, PyObject, type Value } from './types.ts';

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** Python's datetime.date. */
export class PyDate extends PyObject {
  readonly typeName = 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;

  constructor(year: number, month: number, day: number) {
    super();
    this.year = year;
    this.month = month;
    this.day = day;
  }

  repr(): string {
    return `datetime.date(${this.year}, ${this.month}, ${this.day})`;
  }

  override text(): string {
    return `${pad(this.year, 4)}-${pad(this.month)}-${pad(this.day)}`;
  }

  override equals(other: Value): boolean {
    return other instanceof PyDate && other.text() === this.text();
  }

  override compareTo(other: Value): number | undefined {
    return other instanceof PyDate ? this.#milliseconds() - other.#milliseconds() : undefined;
  }

  override attribute(name: string): Value | undefined {
    if (name === 'year' || name === 'month' || name === 'day') return this[name];
    const parts = {
      year: this.year,
      month: this.month,
      day: this.day,
      hour: 0,
      minute: 0,
      second: 0,
      microsecond: 0,
      offset: undefined,
    };
    return calendarMethod(name, parts, () => this.text());
  }

  override operate(operator: string, other: Value, reflected: boolean): Value | undefined {
    if (operator === '-' && !reflected && other instanceof PyDate) {
      return new PyTimedelta((this.#milliseconds() - other.#milliseconds()) * 1000);
    }
    if (!(other instanceof PyTimedelta) || (operator !== '+' && (operator !== '-' || reflected))) return undefined;
    const days = Math.floor(other.microseconds / 86_400_000_000) * (operator === '-' ? -1 : 1);
    const moved = new Date(this.#milliseconds() + days * 86_400_000);
    return new PyDate(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
  }

  #milliseconds(): number {
    return dateMilliseconds(this.year, this.month, this.day);
  }
}

/** Python's datetime.datetime, with or without a fixed zone. */
export class PyDateTime extends PyObject {
  readonly typeName = 'datetime';
  readonly parts: DateTimeParts;

  constructor(parts: DateTimeParts) {
    super();
    this.parts = parts;
  }

  repr(): string {
    const { year, month, day, hour, minute, second, microsecond, offset } = this.parts;
    const fields = [year, month, day, hour, minute];
    if (second !== 0 || microsecond !== 0) fields.push(second);
    if (microsecond !== 0) fields.push(microsecond);
    const zone = offset === undefined ? '' : `, tzinfo=${zoneRepr(offset)}`;
    return `datetime.datetime(${fields.join(', ')}${zone})`;
  }

  override text(): string {
    return this.isoformat(' ');
  }

  /** @param separator between date and time; Python's `isoformat` has `T` */
  isoformat(separator = 'T'): string {
    const { year, month, day, hour, minute, second, microsecond, offset } = this.parts;
    const fraction = microsecond === 0 ? '' : `.${pad(microsecond, 6)}`;
    const zone =
      offset === undefined
        ? ''
        : `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
    return `${pad(year, 4)}-${pad(month)}-${pad(day)}${separator}${pad(hour)}:${pad(minute)}:${pad(second)}${fraction}${zone}`;
  }

  /** The same moment for times with a zone, the same reading for times without; never equal across. */
  override equals(other: Value): boolean {
    if (!(other instanceof PyDateTime)) return false;
    if ((this.parts.offset === undefined) !== (other.parts.offset === undefined)) return false;
    return this.#moment() === other.#moment() && this.parts.microsecond === other.parts.microsecond;
  }

  override compareTo(other: Value): number | undefined {
    if (!(other instanceof PyDateTime) || (this.parts.offset === undefined) !== (other.parts.offset === undefined))
      return undefined;
    return this.#moment() - other.#moment() || this.parts.microsecond - other.parts.microsecond;
  }

  override attribute(name: string): Value | undefined {
    if (isPartName(name)) return this.parts[name];
    if (name === 'tzinfo' && this.parts.offset === undefined) return null;
    if (name === 'date') return method(name, () => new PyDate(this.parts.year, this.parts.month, this.parts.day));
    if (name === 'timestamp') return method(name, () => new Float(this.#moment() + this.parts.microsecond / 1e6));
    return calendarMethod(name, this.parts, (separator) => this.isoformat(separator));
  }

  override operate(operator: string, other: Value, reflected: boolean): Value | undefined {
    if (operator === '-' && !reflected && other instanceof PyDateTime) {
      if ((this.parts.offset === undefined) !== (other.parts.offset === undefined)) return undefined;
      return new PyTimedelta((this.#moment() - other.#moment()) * 1e6 + this.parts.microsecond - other.parts.microsecond);
    }
    if (!(other instanceof PyTimedelta) || (operator !== '+' && (operator !== '-' || reflected))) return undefined;
    return this.#moved(operator === '+' ? other.microseconds : -other.microseconds);
  }

  #moved(microseconds: number): PyDateTime {
    const { offset } = this.parts;
    const seconds = Math.floor((this.parts.microsecond + microseconds) / 1e6);
    const microsecond = this.parts.microsecond + microseconds - seconds * 1e6;
    return dateTimeAt(this.#moment() + (offset ?? 0) * 60 + seconds, microsecond, offset);
  }

  /** Seconds since the epoch; a reading without a zone counts as UTC. */
  #moment(): number {
    return epochSeconds(this.parts);
  }
}

/** @param seconds since the epoch, as a clock in the zone reads them */
export function dateTimeAt(seconds: number, microsecond = 0, offset?: number): PyDateTime {
  const date = new Date(seconds * 1000);
  return new PyDateTime({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond,
    offset,
  });
}

const partNames = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const;

function isPartName(name: string): name is (typeof partNames)[number] {
  return partNames.some((part) => part === name);
}

function method(name: string, callback: PyFunction['callback']): PyFunction {
  return new PyFunction(name, callback, 'builtin_function_or_method');
}

/** Methods that dates and times share. */
function calendarMethod(name: string, parts: DateTimeParts, isoformat: (separator?: string) => string): Value | undefined {
  if (name === 'isoformat')
    return method(name, ([separator]) => isoformat(separator === undefined ? undefined : text(separator)));
  if (name === 'strftime') return method(name, ([format = '']) => strftimeOfDateTime(parts, text(format)));
  const weekday = new Date(dateMilliseconds(parts.year, parts.month, parts.day)).getUTCDay();
  if (name === 'weekday') return method(name, () => (weekday + 6) % 7);
  return name === 'isoweekday' ? method(name, () => weekday || 7) : undefined;
}

function zoneRepr(offset: number): string {
  if (offset === 0) return 'datetime.timezone.utc';
  const days = Math.floor(offset / 1440);
  const seconds = (offset - days * 1440) * 60;
  const fields = [days === 0 ? '' : `days=${days}`, seconds === 0 ? '' : `seconds=${seconds}`].filter((field) => field !== '');
  return `datetime.timezone(datetime.timedelta(${fields.join(', ')}))`;
}
