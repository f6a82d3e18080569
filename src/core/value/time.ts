import { calendarMethod, clockFields, clockText, method, replacedParts } from './calendar.ts';
import { PyTime } from './clock.ts';
import type { DateTimeParts } from './date-time-parts.ts';
import { dateMilliseconds, epochSeconds, zoneName } from './strftime.ts';
import { text } from './text.ts';
import { PyTimedelta } from './timedelta.ts';
import { Float, PyObject, type Value } from './types.ts';
import { offsetText, PyTimezone, zoneDelta } from './zone.ts';

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
    const { year, month, day } = this;
    const parts = { year, month, day, hour: 0, minute: 0, second: 0, microsecond: 0, offset: undefined };
    if (name === 'isoformat') return method(name, () => this.text());
    if (name !== 'replace') return calendarMethod(name, parts);
    return method(name, (args, kwargs) => dateOf(replacedParts(parts, ['year', 'month', 'day'], args, kwargs)));
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
    const { year, month, day, offset } = this.parts;
    const fields = [year, month, day, ...clockFields(this.parts)];
    const zone = offset === undefined ? '' : `, tzinfo=${new PyTimezone(offset).repr()}`;
    return `datetime.datetime(${fields.join(', ')}${zone})`;
  }

  override text(): string {
    return this.isoformat(' ');
  }

  /** @param separator between date and time; Python's `isoformat` has `T` */
  isoformat(separator = 'T', timespec?: Value): string {
    return dateOf(this.parts).text() + separator + clockText(this.parts, timespec) + offsetText(this.parts.offset);
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
    const { offset } = this.parts;
    if (name === 'tzinfo') return offset === undefined ? null : new PyTimezone(offset);
    const answer = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (answer === undefined) return calendarMethod(name, this.parts);
    return method(name, (args, kwargs) => answer(this, args, kwargs));
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

type Method = (self: PyDateTime, args: readonly Value[], kwargs: ReadonlyMap<string, Value>) => Value;

const methods: Readonly<Record<string, Method>> = {
  date: ({ parts }) => dateOf(parts),
  time: ({ parts }) => new PyTime({ ...parts, offset: undefined }),
  timetz: ({ parts }) => new PyTime(parts),
  timestamp: ({ parts }) => new Float(epochSeconds(parts) + parts.microsecond / 1e6),
  utcoffset: ({ parts: { offset } }) => (offset === undefined ? null : zoneDelta(offset)),
  tzname: ({ parts: { offset } }) => (offset === undefined ? null : zoneName(offset)),
  dst: () => null,
  replace: ({ parts }, args, kwargs) => new PyDateTime(replacedParts(parts, partNames, args, kwargs)),
  isoformat: (self, args, kwargs) => {
    const separator = args[0] ?? kwargs.get('sep');
    return self.isoformat(separator === undefined ? undefined : text(separator), args[1] ?? kwargs.get('timespec'));
  },
};

function isPartName(name: string): name is (typeof partNames)[number] {
  return partNames.some((part) => part === name);
}

function dateOf({ year, month, day }: DateTimeParts): PyDate {
  return new PyDate(year, month, day);
}
