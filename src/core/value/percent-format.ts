import { Tuple } from './collections.ts';
import { failure } from './failure.ts';
import { formatFloat, formatInteger, pad } from './format-number.ts';
import { numeric } from './number.ts';
import { dictGet } from './sequence.ts';
import { repr, text, typeName } from './text.ts';
import { Float, integer, PyObject, type Value } from './types.ts';

const directive = /%(?:\(([^)]*)\))?([#0\- +]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?(.)?/gsu;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly kind: string;
}

/** Python's `text % arguments`. @throws DroverError `TEMPLATE_FAILED` where Python raises */
export function percentFormat(template: string, given: Value): string {
  const source = new Arguments(given);
  const result = template.replace(
    directive,
    (whole, key: string | undefined, flags: string, width?: string, precision?: string, kind?: string) => {
      if (kind === undefined) throw failure('Cannot format the text: incomplete format');
      if (kind === '%') return '%';
      const star = width === '*' ? Number(source.next()) : undefined;
      const digits = precision === '*' ? Number(source.next()) : Number(precision ?? 0);
      const parsed = {
        flags: star !== undefined && star < 0 ? `${flags}-` : flags,
        width: Math.abs(star ?? Number(width ?? 0)),
        precision: whole.includes('.') && /\.(\*|\d*)[hlL]?.$/su.test(whole) ? digits : undefined,
        kind,
      };
      return one(parsed, key === undefined ? source.next() : source.named(key));
    },
  );
  source.end();
  return result;
}

class Arguments {
  private readonly given: Value;
  private readonly items: readonly Value[];
  private at = 0;
  private named_ = false;

  constructor(given: Value) {
    this.given = given;
    this.items = given instanceof Tuple ? given.items : [given];
  }

  next(): Value {
    const value = this.items[this.at++];
    if (value === undefined) throw failure('Cannot format the text: not enough arguments for format string');
    return value;
  }

  named(key: string): Value {
    this.named_ = true;
    if (!(this.given instanceof Map)) throw failure('Cannot format the text: format requires a mapping');
    const value = dictGet(this.given, key);
    if (value === undefined) throw failure(`Cannot format the text: there is no key ${repr(key)}`);
    return value;
  }

  end(): void {
    if (this.named_ || this.at >= this.items.length || this.given instanceof Map || (this.at === 0 && Array.isArray(this.given)))
      return;
    throw failure('Cannot format the text: not all arguments converted during string formatting');
  }
}

function one(directive: Directive, value: Value): string {
  const { kind, flags, width, precision } = directive;
  if (kind === 's' || kind === 'r' || kind === 'a') {
    const whole = kind === 's' ? text(value) : kind === 'r' ? repr(value) : asciiRepr(value);
    const cut = precision === undefined ? whole : Array.from(whole).slice(0, precision).join('');
    return pad(cut, width, flags.includes('-') ? '<' : '>');
  }
  if (kind === 'c') return pad(character(value), width, flags.includes('-') ? '<' : '>');
  if ('diuoxX'.includes(kind)) return number(directive, integerText(directive, value));
  if ('eEfFgG'.includes(kind))
    return number(directive, formatFloat(real(value, kind), kind, precision ?? 6, flags.includes('#')));
  throw failure(`Cannot format the text: unsupported format character '${kind}'`);
}

export function asciiRepr(value: Value): string {
  return repr(value).replace(/[^\0-\x7f]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${code.toString(16)}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
  });
}

function character(value: Value): string {
  if (typeof value === 'number') return String.fromCodePoint(value);
  if (typeof value === 'string' && Array.from(value).length === 1) return value;
  throw failure('Cannot format the text: %c requires int or char');
}

function integerText({ kind, flags, precision }: Directive, value: Value): string {
  const given = numeric(value);
  const decimal = 'diu'.includes(kind);
  if (value instanceof PyObject && !(value instanceof Float)) text(value);
  if (given === undefined || (given instanceof Float && !decimal)) {
    throw failure(
      `Cannot format the text: %${kind} format: ${decimal ? 'a real number' : 'an integer'} is required, not ${typeName(value)}`,
    );
  }
  const whole = given instanceof Float ? truncate(given.value) : given;
  const digits = formatInteger(whole, kind === 'i' || kind === 'u' ? 'd' : kind, flags.includes('#'));
  if (precision === undefined) return digits;
  const negative = digits.startsWith('-');
  return `${negative ? '-' : ''}${digits.slice(negative ? 1 : 0).padStart(precision, '0')}`;
}

function truncate(value: number): number | bigint {
  if (!Number.isFinite(value)) throw failure('Cannot format the text: the float has no whole number');
  const whole = Math.trunc(value) + 0;
  return Number.isSafeInteger(whole) ? whole : integer(BigInt(whole));
}

function real(value: Value, kind: string): number {
  const given = numeric(value);
  if (value instanceof PyObject && !(value instanceof Float)) text(value);
  if (given === undefined) throw failure(`Cannot format the text: %${kind}: must be real number, not ${typeName(value)}`);
  return given instanceof Float ? given.value : Number(given);
}

function number({ flags, width }: Directive, digits: string): string {
  const sign = digits.startsWith('-') ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const body = digits.replace(/^-/, '');
  if (flags.includes('-')) return pad(sign + body, width, '<');
  if (!flags.includes('0')) return pad(sign + body, width, '>');
  const prefix = /^0[xXo]/.exec(body)?.[0] ?? '';
  return sign + prefix + body.slice(prefix.length).padStart(width - sign.length - prefix.length, '0');
}
