import { clockFields, clockText, method, replacedParts } from './calendar.ts';
import type { DateTimeParts } from './date-time-parts.ts';
import { strftimeOfDateTime } from './strftime.ts';
import { text } from './text.ts';
import { PyObject, type Value } from './types.ts';
import { offsetText, PyTimezone } from './zone.ts';

/** Python's datetime.time. Its date is that of no day. */
export class PyTime extends PyObject {
  readonly typeName = 'time';
  readonly parts: DateTimeParts;

  constructor(parts: DateTimeParts) {
    super();
    this.parts = { ...parts, year: 1900, month: 1, day: 1 };
  }

  repr(): string {
    const { offset } = this.parts;
    const zone = offset === undefined ? '' : `, tzinfo=${new PyTimezone(offset).repr()}`;
    return `datetime.time(${clockFields(this.parts).join(', ')}${zone})`;
  }

  override text(): string {
    return clockText(this.parts) + offsetText(this.parts.offset);
  }

  override equals(other: Value): boolean {
    return other instanceof PyTime && this.compareTo(other) === 0;
  }

  override compareTo(other: Value): number | undefined {
    if (!(other instanceof PyTime) || (this.parts.offset === undefined) !== (other.parts.offset === undefined)) return undefined;
    return microseconds(this.parts) - microseconds(other.parts);
  }

  override attribute(name: string): Value | undefined {
    const { hour, minute, second, microsecond, offset } = this.parts;
    const fields: Readonly<Record<string, number>> = { hour, minute, second, microsecond };
    if (Object.hasOwn(fields, name)) return fields[name];
    if (name === 'tzinfo') return offset === undefined ? null : new PyTimezone(offset);
    if (name === 'strftime') return method(name, ([format = '']) => strftimeOfDateTime(this.parts, text(format)));
    if (name === 'isoformat')
      return method(name, (args, kwargs) => clockText(this.parts, args[0] ?? kwargs.get('timespec')) + offsetText(offset));
    if (name !== 'replace') return undefined;
    return method(name, (args, kwargs) => new PyTime(replacedParts(this.parts, Object.keys(fields), args, kwargs)));
  }
}

function microseconds({ hour, minute, second, microsecond, offset = 0 }: DateTimeParts): number {
  return ((hour * 60 + minute - offset) * 60 + second) * 1e6 + microsecond;
}
