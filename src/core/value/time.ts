import { PyObject, type Value } from './types.ts';

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
}

export interface DateTimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** Minutes east of UTC; undefined for a time without a zone. */
  readonly offset: number | undefined;
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

  #moment(): number {
    const { year, month, day, hour, minute, second, offset } = this.parts;
    return new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute - (offset ?? 0)) * 60 + second) * 1000;
  }
}

function zoneRepr(offset: number): string {
  if (offset === 0) return 'datetime.timezone.utc';
  const days = Math.floor(offset / 1440);
  const seconds = (offset - days * 1440) * 60;
  const fields = [days === 0 ? '' : `days=${days}`, seconds === 0 ? '' : `seconds=${seconds}`].filter((field) => field !== '');
  return `datetime.timezone(datetime.timedelta(${fields.join(', ')}))`;
}
