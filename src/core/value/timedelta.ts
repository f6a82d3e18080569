import { failure } from './failure.ts';
import { PyFunction } from './function.ts';
import { Float, PyObject, type Value } from './types.ts';

const secondsPerDay = 86_400;

/** Python's datetime.timedelta. */
export class PyTimedelta extends PyObject {
  readonly typeName = 'timedelta';
  /** All of it, in microseconds. */
  readonly microseconds: number;

  constructor(microseconds: number) {
    super();
    this.microseconds = microseconds;
  }

  /** As Python splits it: days may be negative, the others not. */
  private fields(): { days: number; seconds: number; rest: number } {
    const whole = Math.floor(this.microseconds / 1_000_000);
    const days = Math.floor(whole / secondsPerDay);
    return { days, seconds: whole - days * secondsPerDay, rest: this.microseconds - whole * 1_000_000 };
  }

  repr(): string {
    const { days, seconds, rest } = this.fields();
    const named = Object.entries({ days, seconds, microseconds: rest }).filter(([, value]) => value !== 0);
    return `datetime.timedelta(${named.length === 0 ? '0' : named.map(([name, value]) => `${name}=${value}`).join(', ')})`;
  }

  override text(): string {
    const { days, seconds, rest } = this.fields();
    const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
    const clock = `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
    const lead = days === 0 ? '' : `${days} day${Math.abs(days) === 1 ? '' : 's'}, `;
    return lead + clock + (rest === 0 ? '' : `.${pad(rest, 6)}`);
  }

  override truthy(): boolean {
    return this.microseconds !== 0;
  }

  override equals(other: Value): boolean {
    return other instanceof PyTimedelta && other.microseconds === this.microseconds;
  }

  override compareTo(other: Value): number | undefined {
    return other instanceof PyTimedelta ? this.microseconds - other.microseconds : undefined;
  }

  override attribute(name: string): Value | undefined {
    const { days, seconds, rest } = this.fields();
    if (name === 'days') return days;
    if (name === 'seconds') return seconds;
    if (name === 'microseconds') return rest;
    if (name !== 'total_seconds') return undefined;
    return new PyFunction(name, () => new Float(this.microseconds / 1_000_000), 'builtin_function_or_method');
  }

  override operate(operator: string, other: Value, reflected: boolean): Value | undefined {
    if (other instanceof PyTimedelta) return this.withDelta(operator, other, reflected);
    const number = other instanceof Float ? other.value : other;
    if (typeof number !== 'number') return undefined;
    if (operator === '*') return new PyTimedelta(roundHalfEven(this.microseconds * number));
    if (reflected || (operator !== '/' && operator !== '//') || (operator === '//' && other instanceof Float)) return undefined;
    const share = this.microseconds / divisor(number);
    return new PyTimedelta(operator === '/' ? roundHalfEven(share) : Math.floor(share));
  }

  private withDelta(operator: string, other: PyTimedelta, reflected: boolean): Value | undefined {
    const [a, b] = reflected ? [other.microseconds, this.microseconds] : [this.microseconds, other.microseconds];
    if (operator === '+') return new PyTimedelta(a + b);
    if (operator === '-') return new PyTimedelta(a - b);
    if (operator === '/') return new Float(a / divisor(b));
    if (operator === '//') return Math.floor(a / divisor(b));
    return operator === '%' ? new PyTimedelta(a - b * Math.floor(a / divisor(b))) : undefined;
  }

  /** The same time forwards or backwards. */
  signed(sign: '-' | '+'): PyTimedelta {
    return sign === '+' ? this : new PyTimedelta(0 - this.microseconds);
  }

  absolute(): PyTimedelta {
    return this.signed(this.microseconds < 0 ? '-' : '+');
  }
}

function divisor(value: number): number {
  if (value === 0) throw failure('Cannot divide the time: division by zero');
  return value;
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}
