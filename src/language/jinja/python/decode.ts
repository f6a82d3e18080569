import { failure } from './failure.ts';

/** Python's spellings of an encoding that `TextDecoder` would take for Windows' code page 1252. */
const latin = /^(?:latin-?1|l1|iso-?8859-?1|8859|cp819|(?:us-?)?ascii)$/;

/**
 * Bytes as text in one of Python's encodings.
 * @throws DroverError `TEMPLATE_FAILED` for an encoding that is not known and for bytes that it has not
 */
export function decodeBytes(bytes: Uint8Array, encoding: string): string {
  const name = encoding.toLowerCase().replaceAll('_', '-');
  if (latin.test(name)) return Buffer.from(bytes).toString('latin1');
  try {
    return new TextDecoder(name.replace(/^iso8859/, 'iso-8859'), { fatal: true }).decode(bytes);
  } catch (error) {
    const why = error instanceof RangeError ? 'unknown encoding' : 'it has bytes that the encoding does not know';
    throw failure(`read text in encoding "${encoding}"`, why, error);
  }
}
