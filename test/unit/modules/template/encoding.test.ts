import { describe, expect, it } from 'vitest';
import { encodeText } from '../../../../src/modules/template/encoding.ts';

describe('encodeText', () => {
  it.each([
    ['utf-8', 'é', 'c3a9'],
    ['latin-1', 'é', 'e9'],
    ['utf-16', 'é', 'fffee900'],
    ['utf_16_be', 'é', '00e9'],
    ['ASCII', 'e', '65'],
  ])('writes in %s the text %s as %s', (encoding, text, hex) => {
    expect(Buffer.from(encodeText(text, encoding)).toString('hex')).toBe(hex);
  });

  it('refuses a character that the encoding has not, and an encoding it does not know', () => {
    expect(() => encodeText('é', 'ascii')).toThrow('Cannot write "é" in encoding "ascii"');
    expect(() => encodeText('€', 'latin-1')).toThrow('Cannot write "€"');
    expect(() => encodeText('a', 'ebcdic')).toThrow('Cannot write in encoding "ebcdic"');
  });
});
