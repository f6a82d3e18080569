import { DroverError } from '../../core/errors.ts';

/** Text as bytes in one of Python's encodings that a configuration file may have. */
export function encodeText(text: string, encoding: string): Uint8Array {
  const name = encoding.toLowerCase().replace(/[_\s]/g, '-');
  switch (name) {
    case '':
    case 'utf-8':
    case 'utf8':
      return Buffer.from(text, 'utf8');
    case 'ascii':
    case 'us-ascii':
      return singleBytes(text, 0x7f, encoding);
    case 'latin-1':
    case 'latin1':
    case 'iso-8859-1':
      return singleBytes(text, 0xff, encoding);
    case 'utf-16':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16-le':
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16-be':
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    default:
      throw new DroverError('MODULE_ARGS', `Cannot write in encoding "${encoding}": utf-8, ascii, latin-1 and utf-16 are known`);
  }
}

function singleBytes(text: string, highest: number, encoding: string): Uint8Array {
  for (const character of text) {
    if ((character.codePointAt(0) ?? 0) <= highest) continue;
    throw new DroverError('MODULE_FAILED', `Cannot write "${character}" in encoding "${encoding}": it has no such character`);
  }
  return Buffer.from(text, 'latin1');
}
