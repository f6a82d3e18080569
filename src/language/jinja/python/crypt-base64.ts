const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `length` digits of crypt's base 64 for a number of 24 bits, lowest first. */
export function cryptDigits(value: number, length: number): string {
  let out = '';
  for (let rest = value, i = 0; i < length; i++, rest >>>= 6) out += alphabet.charAt(rest & 0x3f);
  return out;
}

/** Bytes in the order of the list, three at a time, the first the highest. */
export function cryptBase64(bytes: Uint8Array, order: readonly (readonly number[])[]): string {
  return order
    .map((group) => {
      const value = group.reduce((sum, at) => (sum << 8) | (bytes[at] ?? 0), 0);
      return cryptDigits(value, group.length + 1);
    })
    .join('');
}
