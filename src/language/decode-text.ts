import { DroverError } from '../core/errors.ts';

/**
 * The text of a file, without a byte order mark.
 * @throws DroverError `YAML_SYNTAX` for bytes that are no UTF-8
 */
export function decodeText(bytes: Uint8Array, path: string): string {
  // Node loads what a TextDecoder takes with the first one, 2 ms: only text that may be wrong gets one.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  if (text.includes('\ufffd')) requireUtf8(bytes, path);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function requireUtf8(bytes: Uint8Array, path: string): void {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DroverError('YAML_SYNTAX', `Cannot read ${path}: it is not UTF-8 text`, {
      cause,
      span: { file: path, line: 1, column: 1 },
    });
  }
}
