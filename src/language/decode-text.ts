import { DroverError } from '../core/errors.ts';
import { brokenUtf8 } from '../core/utf8.ts';

/**
 * The text of a file, without a byte order mark.
 * @throws DroverError `YAML_SYNTAX` for bytes that are no UTF-8
 */
export function decodeText(bytes: Uint8Array, path: string): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const broken = brokenUtf8(bytes, text);
  if (broken !== undefined) {
    throw new DroverError('YAML_SYNTAX', `Cannot read ${path}: it is not UTF-8 text`, {
      span: { file: path, ...broken },
      hint: 'save it as UTF-8',
    });
  }
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
