import { failure } from '../../../core/value/failure.ts';
import { formatFloat, formatInteger, pad } from '../../../core/value/format-number.ts';
import { noKwargs, PyFunction } from '../../../core/value/function.ts';
import { numeric } from '../../../core/value/number.ts';
import { text, typeName } from '../../../core/value/text.ts';
import { Float, floatText, PyObject, type Value } from '../../../core/value/types.ts';

const pattern = /^(?:(.)?([<>=^]))?([-+ ]?)(z?)(#?)(0?)(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

interface Spec {
  readonly fill: string;
  readonly align: string | undefined;
  readonly sign: string;
  /** Whether a negative zero loses its sign: `z`. */
  readonly positiveZero: boolean;
  /** Whether the width began with a zero, which aligns numbers behind their sign. */
  readonly zero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string | undefined;
  readonly precision: number | undefined;
  readonly kind: string | undefined;
}

function parseSpec(source: string): Spec {
  const parts = pattern.exec(source);
  if (parts === null) throw failure(`Cannot format the value: invalid format specifier '${source}'`);
  const [, fill, align, sign = '', positiveZero, alternate, zero, width, grouping, precision, kind] = parts;
  return {
    fill: fill ?? (zero === '0' ? '0' : ' '),
    align,
    sign,
    positiveZero: positiveZero === 'z',
    zero: zero === '0',
    alternate: alternate === '#',
    width: Number(width ?? 0),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    kind,
  };
}

/** Python's `format(value, spec)`. */
export function formatValue(value: Value, source: string): string {
  if (source === '') return text(value);
  const strftime = value instanceof PyObject ? value.attribute('strftime') : undefined;
  if (strftime instanceof PyFunction) return text(strftime.call([source], noKwargs));
  const spec = parseSpec(source);
  const number = numeric(value);
  if (number === undefined) return formatString(value, spec);
  const isFloat = number instanceof Float || (spec.kind !== undefined && 'eEfFgG%'.includes(spec.kind));
  const digits = isFloat
    ? floatDigits(number instanceof Float ? number.value : Number(number), spec)
    : integerDigits(number, spec);
  return aligned(digits, spec);
}

function formatString(value: Value, spec: Spec): string {
  if (typeof value !== 'string') {
    throw failure(`Cannot format the value: unsupported format string passed to ${typeName(value)}.__format__`);
  }
  if (spec.kind !== undefined && spec.kind !== 's') {
    throw failure(`Cannot format the value: unknown format code '${spec.kind}' for object of type 'str'`);
  }
  refuse(spec.sign !== '', 'sign not allowed in string format specifier');
  refuse(spec.positiveZero, 'negative zero coercion (z) not allowed in string format specifier');
  refuse(spec.alternate, 'alternate form (#) not allowed in string format specifier');
  refuse(spec.align === '=', "'=' alignment not allowed in string format specifier");
  refuse(spec.grouping !== undefined, `cannot specify '${spec.grouping}' with 's'`);
  const whole = value;
  const cut = spec.precision === undefined ? whole : Array.from(whole).slice(0, spec.precision).join('');
  return pad(cut, spec.width, spec.align ?? '<', spec.fill);
}

function refuse(isWrong: boolean, why: string): void {
  if (isWrong) throw failure(`Cannot format the value: ${why}`);
}

function integerDigits(value: number | bigint, spec: Spec): string {
  const kind = spec.kind ?? 'd';
  refuse(spec.positiveZero, 'negative zero coercion (z) not allowed in integer format specifier');
  refuse(spec.precision !== undefined, 'precision not allowed in integer format specifier');
  refuse(!'cdnxXob'.includes(kind), `unknown format code '${kind}' for object of type 'int'`);
  const { grouping } = spec;
  refuse(
    grouping !== undefined && ('cn'.includes(kind) || (grouping === ',' && kind !== 'd')),
    `cannot specify '${grouping}' with '${kind}'`,
  );
  if (kind === 'c') return character(value, spec);
  return formatInteger(value, kind, spec.alternate);
}

function character(value: number | bigint, { sign, alternate }: Spec): string {
  refuse(sign !== '', "sign not allowed with integer format specifier 'c'");
  refuse(alternate, "alternate form (#) not allowed with integer format specifier 'c'");
  return String.fromCodePoint(Number(value));
}

function floatDigits(value: number, spec: Spec): string {
  const { kind, precision, alternate, grouping } = spec;
  if (kind === undefined) return plainFloat(value, precision, alternate);
  refuse(!'eEfFgGn%'.includes(kind), `unknown format code '${kind}' for object of type 'float'`);
  refuse(kind === 'n' && grouping !== undefined, `cannot specify '${grouping}' with 'n'`);
  if (kind === '%') return `${formatFloat(value * 100, 'f', precision ?? 6, alternate)}%`;
  return formatFloat(value, kind === 'n' ? 'g' : kind, precision ?? 6, alternate);
}

/** Like `g`, with at least one digit after the point; without a precision the shortest digits that read back. */
function plainFloat(value: number, precision: number | undefined, alternate: boolean): string {
  if (precision === undefined) return floatText(value);
  const digits = formatFloat(value, 'g', precision, alternate);
  return /^-?\d+$/.test(digits) && digits.replace('-', '').length < Math.max(1, precision) ? `${digits}.0` : digits;
}

/** Sign, prefix and digits with their separators; zeros that fill to the width get separators too. */
function aligned(digits: string, spec: Spec): string {
  const isZero = spec.positiveZero && !/[1-9]/.test(digits);
  const sign = digits.startsWith('-') && !isZero ? '-' : spec.sign === '-' ? '' : spec.sign;
  const body = digits.replace(/^-/, '');
  const prefix = /^0[xXob]/.exec(body)?.[0] ?? '';
  const number = body.slice(prefix.length);
  const align = spec.align ?? (spec.zero ? '=' : '>');
  if (align !== '=') return pad(sign + prefix + grouped(number, spec, 0), spec.width, align, spec.fill);
  const width = spec.width - sign.length - prefix.length;
  return sign + prefix + pad(grouped(number, spec, spec.fill === '0' ? width : 0), width, '>', spec.fill);
}

function grouped(digits: string, { grouping, kind }: Spec, width: number): string {
  if (grouping === undefined) return digits;
  const [digit, size] = kind !== undefined && 'xXob'.includes(kind) ? ['[\\da-fA-F]', 4] : ['\\d', 3];
  const whole = new RegExp(`^${digit}+`).exec(digits)?.[0] ?? '';
  const rest = digits.slice(whole.length);
  const boundary = new RegExp(`\\B(?=(${digit}{${size}})+$)`, 'g');
  let filled = whole;
  while (filled.replace(boundary, grouping).length + rest.length < width) filled = `0${filled}`;
  return filled.replace(boundary, grouping) + rest;
}
