import { unescapeString } from '../core/value/unescape.ts';

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
  const value = lower.includes('r') ? body : unescapeString(body, bytes);
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
