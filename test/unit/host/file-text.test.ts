import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from '../../../src/host/file-text.ts';

describe('the text of a file', () => {
  it.each([
    ['plain ASCII', [0x61, 0x0a], 'a\n'],
    ['UTF-8', [0xc3, 0xa4, 0xf0, 0x9f, 0x98, 0x80], 'ä😀'],
    ['Latin-1 letters', [0x61, 0xe4, 0x62], 'a\udce4b'],
    ['a cut character', [0xe2, 0x82], '\udce2\udc82'],
    ['an overlong form', [0xc0, 0xaf], '\udcc0\udcaf'],
  ])('reads %s', (_case, bytes, text) => {
    expect(decodeText(Uint8Array.from(bytes))).toBe(text);
  });

  it('gives any bytes back as they were', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...encodeText(decodeText(bytes))]).toEqual([...bytes]);
      }),
    );
  });
});
