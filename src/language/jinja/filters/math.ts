import { arithmetic } from '../../../core/value/arithmetic.ts';
import { formatFloat } from '../../../core/value/format-number.ts';
import { repr, text, truthy, typeName } from '../../../core/value/text.ts';
import { PyTimedelta } from '../../../core/value/timedelta.ts';
import { Float, type Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter, numberOf, required } from '../callable.ts';
import { defined, intOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { decimalLogarithm, logarithm } from '../python/logarithm.ts';
import { parseFloating, parseInteger, roundHalfEven, truncated } from '../python/number.ts';

/** Jinja2's and Ansible's filters for numbers. */
export const mathFilters: Readonly<Record<string, Filter>> = {
  int: toInt,
  float: toFloat,
  abs: (value) => absolute(value),
  round,
  log,
  pow: (value, call) => power(real(value, 'pow'), real(bind(call, { y: required })[0] ?? null, 'pow')),
  root,
  filesizeformat,
};

function toInt(value: Value, call: Call): Value {
  const [fallback = 0, base = 10] = bind(call, { default: 0, base: 10 });
  if (typeof value === 'string')
    return (typeof base === 'number' || typeof base === 'boolean' ? textToInt(value, Number(base)) : undefined) ?? fallback;
  if (value instanceof Float) return floatToInt(value.value) ?? fallback;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  defined(value);
  return fallback;
}

/** `int(text, base)`, else `int(float(text))`; undefined where the text is no number. */
function textToInt(source: string, base: number): number | bigint | undefined {
  const whole = parseInteger(source, base);
  const number = whole === undefined ? parseFloating(source) : undefined;
  return number === undefined ? whole : truncated(number);
}

function floatToInt(value: number): number | bigint | undefined {
  if (Number.isFinite(value) || Number.isNaN(value)) return truncated(value);
  throw failure('make an int of a float', 'cannot convert float infinity to integer');
}

function toFloat(value: Value, call: Call): Value {
  const [fallback = null] = bind(call, { default: new Float(0) });
  const number = typeof value === 'string' ? parseFloating(value) : numberOf(defined(value));
  return number === undefined ? fallback : new Float(number);
}

function absolute(value: Value): Value {
  if (value instanceof Float) return new Float(Math.abs(value.value));
  if (value instanceof PyTimedelta) return value.absolute();
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number' || typeof value === 'bigint') return value < 0 ? arithmetic('*', value, -1) : value;
  throw failure('take the absolute value', `bad operand type for abs(): '${typeName(defined(value))}'`);
}

function round(value: Value, call: Call): Value {
  const [precision = 0, method = 'common'] = bind(call, { precision: 0, method: 'common' });
  const digits = intOnly(precision, 'round a number');
  if (method === 'ceil' || method === 'floor') return roundTo(value, digits, method === 'ceil' ? Math.ceil : Math.floor);
  if (method !== 'common') throw failure('round a number', 'method must be common, ceil or floor');
  if (value instanceof Float) return new Float(roundHalfEven(value.value, digits));
  const number = numberOf(defined(value));
  if (number === undefined) throw failure('round a number', `type ${typeName(value)} doesn't define __round__ method`);
  if (digits >= 0) return typeof value === 'boolean' ? Number(value) : value;
  return roundHalfEven(number, digits);
}

/** As Python: the value times a power of ten, cut to a whole number, divided by that power. */
function roundTo(value: Value, digits: number, cut: (number: number) => number): Value {
  const power = 10 ** Math.abs(digits);
  const scaled = digits < 0 ? real(value, 'round') * (1 / power) : real(value, 'round') * power;
  return new Float(digits < 0 ? cut(scaled) / (1 / power) : cut(scaled) / power);
}

function real(value: Value, filter: string): number {
  const number = numberOf(defined(value));
  if (number === undefined)
    throw failure('calculate', `${filter}() can only be used on numbers: must be real number, not ${typeName(value)}`);
  return number;
}

function log(value: Value, call: Call): Value {
  const [base = null] = bind(call, { base: new Float(Math.E) });
  const [x, b] = [real(value, 'log'), real(base, 'log')];
  if (x <= 0 || b <= 0) throw failure('calculate', 'math domain error');
  if (b === 10) return new Float(decimalLogarithm(x));
  if (b === 1) throw failure('calculate', 'float division by zero');
  return new Float(logarithm(x) / logarithm(b));
}

/** Python's `math.pow`, which fails where there is no answer. */
function power(base: number, exponent: number): Float {
  const result = base ** exponent;
  const isGiven = Number.isFinite(base) && Number.isFinite(exponent);
  if (isGiven && (Number.isNaN(result) || (base === 0 && exponent < 0))) throw failure('calculate', 'math domain error');
  if (isGiven && !Number.isFinite(result)) throw failure('calculate', 'math range error');
  // As in C: one to the power of anything, and minus one to the power of infinity, is one.
  return new Float(base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY) ? 1 : result);
}

function root(value: Value, call: Call): Value {
  const [base = 2] = bind(call, { base: 2 });
  const [x, b] = [real(value, 'root'), typeof base === 'string' ? (parseFloating(base) ?? Number.NaN) : real(base, 'root')];
  if (x < 0) throw failure('calculate', 'root() can only be used on numbers: math domain error');
  if (Number.isNaN(b) || b === 0) throw failure('calculate', `root() cannot use the base ${repr(base)}`);
  return b === 2 ? new Float(Math.sqrt(x)) : power(x, 1 / b);
}

function filesizeformat(value: Value, call: Call): Value {
  const [binary = false] = bind(call, { binary: false });
  const number = typeof value === 'string' ? parseFloating(value) : numberOf(defined(value));
  if (number === undefined) throw failure('format a size', `could not convert ${repr(value)} to float`);
  const base = truthy(binary) ? 1024 : 1000;
  if (number === 1) return '1 Byte';
  if (number < base) return `${text(truncated(number) ?? 0)} Bytes`;
  const prefixes = truthy(binary)
    ? ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB']
    : ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
  const at = prefixes.findIndex((_, i) => number < base ** (i + 2));
  const index = at === -1 ? prefixes.length - 1 : at;
  return `${formatFloat((base * number) / base ** (index + 2), 'f', 1)} ${prefixes[index]}`;
}
