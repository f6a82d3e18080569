import { failure } from '../../../core/value/failure.ts';
import { formatFloat, formatInteger, pad } from '../../../core/value/format-number.ts';
import { numeric } from '../../../core/value/number.ts';
import { text, typeName } from '../../../core/value/text.ts';
import { Float, floatText, type Value } from '../../../core/value/types.ts';

const pattern = /^(?:(.)?([<>=^]))?([-+ ]?)(z?)(#?)(0?)(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

interface Spec {
  readonly fill: string;
  readonly align: string | undefined;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string | undefined;
  readonly precision: number | undefined;
  readonly kind: string | undefined;
}

function parseSpec(source: string): Spec {
  const parts = pattern.exec(source);
  if (parts === null) throw failure(`Cannot format the value: invalid format specifier '${source}'`);
  const [, fill, align, sign = '', , alternate, zero, width, grouping, precision, kind] = parts;
  return {
    fill: fill ?? (zero === '0' ? '0' : ' '),
    align: align ?? (zero === '0' ? '=' : undefined),
    sign,
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
  const spec = parseSpec(source);
  const number = typeof value === 'boolean' && spec.kind === undefined ? undefined : numeric(value);
  if (number === undefined) return formatString(value, spec);
  const isFloat = number instanceof Float || (spec.kind !== undefined && 'eEfFgG%'.includes(spec.kind));
  const digits = isFloat
    ? floatDigits(number instanceof Float ? number.value : Number(number), spec)
    : integerDigits(number, spec);
  return aligned(digits, spec);
}

function formatString(value: Value, spec: Spec): string {
  if (typeof value !== 'string' && typeof value !== 'boolean') {
    throw failure(`Cannot format the value: unsupported format string passed to ${typeName(value)}.__format__`);
  }
  if (spec.kind !== undefined && spec.kind !== 's') {
    throw failure(`Cannot format the value: unknown format code '${spec.kind}' for object of type 'str'`);
  }
  if (spec.align === '=') throw failure("Cannot format the value: '=' alignment not allowed in string format specifier");
  const whole = text(value);
  const cut = spec.precision === undefined ? whole : Array.from(whole).slice(0, spec.precision).join('');
  return pad(cut, spec.width, spec.align ?? '<', spec.fill);
}

function integerDigits(value: number | bigint, spec: Spec): string {
  const kind = spec.kind ?? 'd';
  if (kind === 'c') return String.fromCodePoint(Number(value));
  if (spec.precision !== undefined) throw failure('Cannot format the value: precision not allowed in integer format specifier');
  if (!'dnxXob'.includes(kind)) throw failure(`Cannot format the value: unknown format code '${kind}' for object of type 'int'`);
  const digits = formatInteger(value, kind, spec.alternate);
  return grouped(digits, spec.grouping, 'xXob'.includes(kind) ? 4 : 3);
}

function floatDigits(value: number, spec: Spec): string {
  if (spec.kind === undefined) return grouped(plainFloat(value, spec.precision), spec.grouping, 3);
  if (!'eEfFgGn%'.includes(spec.kind)) {
    throw failure(`Cannot format the value: unknown format code '${spec.kind}' for object of type 'float'`);
  }
  const percent = spec.kind === '%';
  const kind = percent ? 'f' : spec.kind === 'n' ? 'g' : spec.kind;
  const digits = formatFloat(percent ? value * 100 : value, kind, spec.precision ?? 6, spec.alternate);
  return grouped(percent ? `${digits}%` : digits, spec.grouping, 3);
}

/** Like `g`, with at least one digit after the point; without a precision the shortest digits that read back. */
function plainFloat(value: number, precision: number | undefined): string {
  if (precision === undefined) return floatText(value);
  const digits = formatFloat(value, 'g', precision);
  return /^-?\d+$/.test(digits) && digits.replace('-', '').length < Math.max(1, precision) ? `${digits}.0` : digits;
}

function grouped(digits: string, separator: string | undefined, size: number): string {
  if (separator === undefined) return digits;
  return digits.replace(/^(-?(?:0[xXob])?)([\da-fA-F]+)/, (_whole, head: string, body: string) => {
    return head + body.replace(new RegExp(`\\B(?=([\\da-fA-F]{${size}})+$)`, 'g'), separator);
  });
}

function aligned(digits: string, spec: Spec): string {
  const sign = digits.startsWith('-') ? '-' : spec.sign === '-' ? '' : spec.sign;
  const body = digits.replace(/^-/, '');
  if (spec.align !== '=') return pad(sign + body, spec.width, spec.align ?? '>', spec.fill);
  const prefix = /^0[xXob]/.exec(body)?.[0] ?? '';
  return sign + prefix + pad(body.slice(prefix.length), spec.width - sign.length - prefix.length, '>', spec.fill);
}
