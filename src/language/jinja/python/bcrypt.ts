import { Blowfish } from './blowfish.ts';

const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const plainText = 'OrpheanBeholderScryDoubt';

/**
 * bcrypt after Provos and Mazières (1999), version `2b`: the first 72 bytes of the password with its closing NUL count.
 * @param salt 22 characters of bcrypt's base 64
 * @param cost 4 to 31: the logarithm of the rounds
 */
export function bcrypt(password: string, salt: string, cost: number, ident = '2b'): string {
  const key = Buffer.concat([Buffer.from(password, 'utf8'), Buffer.alloc(1)]).subarray(0, 72);
  const saltBytes = decode(salt).subarray(0, 16);
  const saltWords = Uint32Array.from({ length: 4 }, (_, i) => saltBytes.readUInt32BE(i * 4));
  const none = new Uint32Array(4);
  const state = new Blowfish();
  state.expand(key, saltWords);
  for (let round = 0; round < 2 ** cost; round++) {
    state.expand(key, none);
    state.expand(saltBytes, none);
  }
  const text = Buffer.from(plainText, 'latin1');
  const words = Uint32Array.from({ length: 6 }, (_, i) => text.readUInt32BE(i * 4));
  for (let at = 0; at < 6; at += 2) {
    for (let time = 0; time < 64; time++) state.encrypt(words, at);
  }
  const digest = Buffer.alloc(24);
  words.forEach((word, i) => {
    digest.writeUInt32BE(word, i * 4);
  });
  return `$${ident}$${String(cost).padStart(2, '0')}$${encode(saltBytes)}${encode(digest.subarray(0, 23))}`;
}

/** Base 64 from the highest bits down, without padding. */
function encode(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const value = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = Math.min(4, bytes.length - at + 1);
    for (let i = 0; i < digits; i++) out += alphabet.charAt((value >> (18 - 6 * i)) & 0x3f);
  }
  return out;
}

function decode(text: string): Buffer {
  const bits = Array.from(text, (character) => alphabet.indexOf(character).toString(2).padStart(6, '0')).join('');
  return Buffer.from(
    Array.from({ length: Math.floor(bits.length / 8) }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2)),
  );
}
