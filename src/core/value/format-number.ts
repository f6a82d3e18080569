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
  if (kind === 'f') return pointed(fixed(size, precision), alternate);
  return kind === 'e' ? pointed(exponential(size, precision), alternate) : general(size, precision, alternate);
}

/** With a point after the digits even where no decimals follow: the flag `#`. */
function pointed(digits: string, alternate: boolean): string {
  return alternate && !digits.includes('.') ? digits.replace(/^\d+/, '$&.') : digits;
}

/** So many more digits tell an exact half from what only looks like one. */
const guard = 30;

/** `toFixed` for every size; JavaScript's own rounds halves up where C and Python round to even, and stops at 1e21. */
export function fixed(size: number, precision: number): string {
  if (size >= 1e21) return BigInt(size).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
  if (precision + guard > 100) return size.toFixed(Math.min(100, precision)).padEnd(size.toFixed(0).length + 1 + precision, '0');
  const long = size.toFixed(precision + guard);
  const kept = long.slice(0, precision === 0 ? -guard - 1 : -guard);
  return isHalf(long.slice(-guard)) && isEven(kept) ? kept : size.toFixed(precision);
}

function isHalf(rest: string): boolean {
  return /^50*$/.test(rest);
}

function isEven(digits: string): boolean {
  return Number(digits.at(-1)) % 2 === 0;
}

function exponential(size: number, precision: number): string {
  const [rounded = '0', exponent = '+0'] = size.toExponential(Math.min(100, precision)).split('e');
  const [long = '0', same] = size.toExponential(Math.min(100, precision + guard)).split('e');
  const kept = long.slice(0, precision === 0 ? 1 : precision + 2);
  const digits = same === exponent && isHalf(long.slice(precision === 0 ? 2 : precision + 2)) && isEven(kept) ? kept : rounded;
  return `${digits}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
}

function general(size: number, precision: number, alternate: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  const exponent = size === 0 ? 0 : Number(exponential(size, digits - 1).split('e')[1]);
  const small = exponent < -4 || exponent >= digits;
  const written = small ? exponential(size, digits - 1) : fixed(size, digits - 1 - exponent);
  if (alternate) return pointed(written, true);
  return written.includes('.') ? written.replace(/\.?0+(?=e|$)/, '') : written;
}
