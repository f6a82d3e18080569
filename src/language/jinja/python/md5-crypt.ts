import { cryptBase64 } from './crypt-base64.ts';
import { crypto } from './node-crypto.ts';
import { manyTimes } from './sha2-crypt.ts';

/** The MD5 crypt of FreeBSD (`$1$`), of at most eight characters of salt. */
export function md5Crypt(password: string, salt: string): string {
  const secret = Buffer.from(password, 'utf8');
  const salted = Buffer.from(salt, 'utf8');
  const hash = (...parts: readonly Uint8Array[]): Buffer => crypto().createHash('md5').update(Buffer.concat(parts)).digest();
  const alternate = hash(secret, salted, secret);
  const first: Uint8Array[] = [secret, Buffer.from('$1$'), salted];
  for (let rest = secret.length; rest > 0; rest -= 16) first.push(alternate.subarray(0, Math.min(16, rest)));
  for (let bits = secret.length; bits > 0; bits >>= 1) first.push((bits & 1) === 1 ? Buffer.alloc(1) : secret.subarray(0, 1));
  const digest = manyTimes(hash, 1000, hash(...first), secret, salted);
  const order = [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5], [11]];
  return `$1$${salt}$${cryptBase64(digest, order)}`;
}
