const escapes: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const escapePattern = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;

/** A string literal of Python's; `value` holds the bytes as characters for `b'…'`. */
export interface PythonString {
  readonly value: string;
  readonly bytes: boolean;
  readonly end: number;
}

/** The literal that starts at `start`; undefined where none does, or it has no value of its own (`f'…'`). */
export function parsePythonString(text: string, start: number): PythonString | undefined {
  const match = /^([rRbBuU]{0,2})('''|"""|'|")/.exec(text.slice(start, start + 5));
  const [opening = '', prefix = '', quote = ''] = match ?? [];
  const lower = prefix.toLowerCase();
  if (match === null || !['', 'r', 'u', 'b', 'br', 'rb'].includes(lower)) return undefined;
  const body = readBody(text, start + opening.length, quote);
  if (body === undefined) return undefined;
  const bytes = lower.includes('b');
  if (bytes && /[^\0-\x7f]/.test(body)) return undefined;
  const value = lower.includes('r') ? body : undoEscapes(body, bytes);
  return value === undefined ? undefined : { value, bytes, end: start + opening.length + body.length + quote.length };
}

function readBody(text: string, start: number, quote: string): string | undefined {
  for (let at = start; at < text.length; at += 1) {
    if (text.startsWith(quote, at)) return text.slice(start, at);
    if (text[at] === '\\') at += 1;
    else if (text[at] === '\n' && quote.length === 1) return undefined;
  }
  return undefined;
}

function undoEscapes(body: string, bytes: boolean): string | undefined {
  if (!body.includes('\\')) return body;
  let broken = false;
  const value = body.replace(escapePattern, (all, octal, hex, short, long, other: string | undefined) => {
    const point = codePoint(octal, hex, short, long);
    const isBroken = point > 0x10ffff || (other !== undefined && (bytes ? 'x' : 'xuUN').includes(other));
    broken ||= isBroken;
    if (isBroken || (bytes && (short ?? long) !== undefined)) return all;
    return other === undefined ? String.fromCodePoint(point) : (escapes[other] ?? all);
  });
  return broken ? undefined : value;
}

function codePoint(octal?: string, hex?: string, short?: string, long?: string): number {
  return octal === undefined ? Number.parseInt(hex ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8);
}
