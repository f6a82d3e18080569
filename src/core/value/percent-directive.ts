import { failure } from './failure.ts';
import { formatFloat, formatInteger, pad } from './format-number.ts';
import { type Numeric, numeric } from './number.ts';
import { repr, text, typeName } from './text.ts';
import { Float, integer, PyObject, type Value } from './types.ts';

/** One `%` directive: `%-5.2f`. */
export interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly kind: string;
}

const texts: Readonly<Record<string, (value: Value) => string>> = { s: text, r: repr, a: asciiRepr, c: character };

/** A value by the directive. @throws DroverError `TEMPLATE_FAILED` where Python raises */
export function formatDirective(directive: Directive, value: Value): string {
  const { kind, flags, width, precision } = directive;
  const asText = texts[kind];
  if (asText !== undefined) {
    const whole = asText(value);
    const cut = precision === undefined || kind === 'c' ? whole : Array.from(whole).slice(0, precision).join('');
    return pad(cut, width, flags.includes('-') ? '<' : '>');
  }
  if ('diuoxX'.includes(kind)) return padded(directive, integerText(directive, value));
  if ('eEfFgG'.includes(kind))
    return padded(directive, formatFloat(real(value, kind), kind, precision ?? 6, flags.includes('#')));
  throw failure(`Cannot format the text: unsupported format character '${kind}'`);
}

/** Python's `ascii()`. */
export function asciiRepr(value: Value): string {
  return repr(value).replace(/[\u{80}-\u{10ffff}]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${code.toString(16)}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
  });
}

function character(value: Value): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String.fromCodePoint(Number(value));
  if (typeof value === 'string' && Array.from(value).length === 1) return value;
  throw failure('Cannot format the text: %c requires int or char');
}

/** The number; an object that is none, such as an undefined value, first gets to say so itself. */
function numberOf(value: Value): Numeric | undefined {
  if (value instanceof PyObject && !(value instanceof Float)) text(value);
  return numeric(value);
}

function integerText({ kind, flags, precision }: Directive, value: Value): string {
  const digits = formatInteger(whole(kind, value), 'iu'.includes(kind) ? 'd' : kind, flags.includes('#'));
  if (precision === undefined) return digits;
  const [head = ''] = /^-?(?:0[xXo])?/.exec(digits) ?? [];
  return head + digits.slice(head.length).padStart(precision, '0');
}

function whole(kind: string, value: Value): number | bigint {
  const given = numberOf(value);
  const cuts = 'diu'.includes(kind);
  if (given === undefined || (given instanceof Float && !cuts)) {
    const wanted = cuts ? 'a real number' : 'an integer';
    throw failure(`Cannot format the text: %${kind} format: ${wanted} is required, not ${typeName(value)}`);
  }
  if (!(given instanceof Float)) return given;
  if (!Number.isFinite(given.value)) throw failure('Cannot format the text: the float has no whole number');
  return integer(BigInt(Math.trunc(given.value)));
}

function real(value: Value, kind: string): number {
  const given = numberOf(value);
  if (given === undefined) throw failure(`Cannot format the text: %${kind}: must be real number, not ${typeName(value)}`);
  return given instanceof Float ? given.value : Number(given);
}

function padded({ flags, width }: Directive, digits: string): string {
  const sign = digits.startsWith('-') ? '-' : (/[+]/.exec(flags)?.[0] ?? /[ ]/.exec(flags)?.[0] ?? '');
  const body = digits.replace(/^-/, '');
  if (flags.includes('-')) return pad(sign + body, width, '<');
  if (!flags.includes('0')) return pad(sign + body, width, '>');
  const prefix = /^0[xXo]/.exec(body)?.[0] ?? '';
  return sign + prefix + body.slice(prefix.length).padStart(width - sign.length - prefix.length, '0');
}
