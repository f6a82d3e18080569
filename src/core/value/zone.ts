import { zoneName } from './strftime.ts';
import { PyTimedelta } from './timedelta.ts';
import { PyObject, type Value } from './types.ts';

/** Python's datetime.timezone: a fixed number of minutes east of UTC. */
export class PyTimezone extends PyObject {
  readonly typeName = 'timezone';
  readonly offset: number;

  constructor(offset: number) {
    super();
    this.offset = offset;
  }

  repr(): string {
    return this.offset === 0 ? 'datetime.timezone.utc' : `datetime.timezone(${zoneDelta(this.offset).repr()})`;
  }

  override text(): string {
    return zoneName(this.offset);
  }

  override equals(other: Value): boolean {
    return other instanceof PyTimezone && other.offset === this.offset;
  }
}

export function zoneDelta(offset: number): PyTimedelta {
  return new PyTimedelta(offset * 60_000_000);
}

/** `+02:00`; nothing without a zone. */
export function offsetText(offset: number | undefined): string {
  if (offset === undefined) return '';
  const size = Math.abs(offset);
  const [hours, minutes] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
  return `${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}
