import { cryptBase64 } from './crypt-base64.ts';
import { crypto } from './node-crypto.ts';

/** Rounds that are used, and left out of the text, where none are named. */
const plainRounds = 5000;

type Hash = (...parts: readonly Uint8Array[]) => Buffer;

/**
 * SHA-crypt after Ulrich Drepper's specification of 2008 (`$5$`, `$6$`).
 * @param salt at most 16 characters
 * @param rounds 1000 to 999,999,999
 */
export function sha2Crypt(algorithm: 'sha256' | 'sha512', password: string, salt: string, rounds: number): string {
  const size = algorithm === 'sha256' ? 32 : 64;
  const secret = Buffer.from(password, 'utf8');
  const salted = Buffer.from(salt, 'utf8');
  const hash: Hash = (...parts) => {
    const digest = crypto().createHash(algorithm);
    for (const part of parts) digest.update(part);
    return digest.digest();
  };
  const alternate = hash(secret, salted, secret);
  const first: Uint8Array[] = [secret, salted, stretch(alternate, secret.length, size)];
  for (let bits = secret.length; bits > 0; bits >>= 1) first.push((bits & 1) === 1 ? alternate : secret);
  const start = hash(...first);
  const p = stretch(hash(...Array.from(secret, () => secret)), secret.length, size);
  const s = stretch(hash(...Array.from({ length: 16 + (start[0] ?? 0) }, () => salted)), salted.length, size);
  const digest = manyTimes(hash, rounds, start, p, s);
  const shown = rounds === plainRounds ? '' : `rounds=${rounds}$`;
  return `$${algorithm === 'sha256' ? '5' : '6'}$${shown}${salt}$${cryptBase64(digest, byteOrder(size))}`;
}

/** The rounds that make it slow. */
export function manyTimes(hash: Hash, rounds: number, start: Buffer, password: Uint8Array, salt: Uint8Array): Buffer {
  let digest = start;
  for (let round = 0; round < rounds; round++) {
    const odd = round % 2 === 1;
    const parts = [odd ? password : digest];
    if (round % 3 !== 0) parts.push(salt);
    if (round % 7 !== 0) parts.push(password);
    parts.push(odd ? digest : password);
    digest = hash(...parts);
  }
  return digest;
}

/** The bytes repeated up to a length. */
function stretch(bytes: Uint8Array, length: number, size: number): Buffer {
  const out = Buffer.alloc(length);
  for (let at = 0; at < length; at += size) out.set(bytes.subarray(0, Math.min(size, length - at)), at);
  return out;
}

/** The digest's bytes as the specification interleaves them. */
function byteOrder(size: number): number[][] {
  const third = Math.floor(size / 3);
  const groups = Array.from({ length: third }, (_, i) => {
    const triple = [i, i + third, i + 2 * third];
    // each group turns by one place, in SHA-256 the one way, in SHA-512 the other
    const turn = size === 32 ? (3 - (i % 3)) % 3 : i % 3;
    return [...triple.slice(turn), ...triple.slice(0, turn)];
  });
  return [...groups, size === 32 ? [31, 30] : [63]];
}
