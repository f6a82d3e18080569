/** Fills a text to a width, counted in code points. */
export function pad(body: string, width: number, align: string, fill = ' '): string {
  const missing = width - Array.from(body).length;
  if (missing <= 0) return body;
  if (align === '<') return body + fill.repeat(missing);
  if (align === '>') return fill.repeat(missing) + body;
  const left = Math.floor(missing / 2);
  return fill.repeat(left) + body + fill.repeat(missing - left);
}

const bases: Readonly<Record<string, readonly [number, string]>> = {
  d: [10, ''],
  x: [16, '0x'],
  X: [16, '0X'],
  o: [8, '0o'],
  b: [2, '0b'],
};

/** A whole number in the base of a format code: `d`, `x`, `X`, `o`, `b`. */
export function formatInteger(value: number | bigint, kind: string, prefixed: boolean): string {
  const [base, prefix] = bases[kind] ?? [10, ''];
  const digits = value.toString(base).replace('-', '');
  return `${value < 0 ? '-' : ''}${prefixed ? prefix : ''}${kind === 'X' ? digits.toUpperCase() : digits}`;
}

/** A float by C's `e`, `f` and `g` codes, in Python's spelling. */
export function formatFloat(value: number, kind: string, precision: number, alternate = false): string {
  const lower = kind.toLowerCase();
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  const body = Number.isFinite(size) ? finite(size, lower, precision, alternate) : Number.isNaN(size) ? 'nan' : 'inf';
  const signed = negative ? `-${body}` : body;
  return kind === lower ? signed : signed.toUpperCase();
}

function finite(size: number, kind: string, precision: number, alternate: boolean): string {
  if (kind === 'f') return fixed(size, precision) + (alternate && precision === 0 ? '.' : '');
  if (kind === 'e') return exponential(size, precision);
  return general(size, precision, alternate);
}

/** `toFixed` for every size: JavaScript's own switches to an exponent at 1e21. */
export function fixed(size: number, precision: number): string {
  if (size < 1e21)
    return precision <= 100 ? size.toFixed(precision) : size.toFixed(100).padEnd(size.toFixed(100).length + precision - 100, '0');
  return BigInt(size).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
}

function exponential(size: number, precision: number): string {
  const [digits = '0', exponent = '+0'] = size.toExponential(Math.min(100, precision)).split('e');
  return `${digits}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
}

function general(size: number, precision: number, alternate: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  const exponent = size === 0 ? 0 : Number(size.toExponential(Math.min(100, digits - 1)).split('e')[1]);
  const small = exponent < -4 || exponent >= digits;
  const written = small ? exponential(size, digits - 1) : fixed(size, digits - 1 - exponent);
  if (alternate || !written.includes('.')) return written;
  return written.replace(/\.?0+(?=e|$)/, '');
}
