import { isUtf8 } from 'node:buffer';

const escaped = /[\udc80-\udcff]/;

/**
 * A file's text. Bytes that are not UTF-8 become the lone surrogates U+DC80 to U+DCFF, as Python's
 * `surrogateescape` does, and `encodeText` makes them bytes again.
 */
export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(bytes)) return buffer.toString('utf8');
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    text += length === 0 ? String.fromCharCode(0xdc00 + (bytes[i] ?? 0)) : buffer.toString('utf8', i, i + length);
    i += Math.max(1, length);
  }
  return text;
}

export function encodeText(text: string): Uint8Array {
  if (!escaped.test(text)) return Buffer.from(text, 'utf8');
  const parts: Uint8Array[] = [];
  let plain = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0xdc80 || code > 0xdcff) {
      plain += character;
      continue;
    }
    parts.push(Buffer.from(plain, 'utf8'), Uint8Array.of(code - 0xdc00));
    plain = '';
  }
  parts.push(Buffer.from(plain, 'utf8'));
  return Buffer.concat(parts);
}

/** Bytes of the valid UTF-8 character at `at`; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0;
}
