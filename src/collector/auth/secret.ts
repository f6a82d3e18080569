import { createHash, randomBytes } from 'node:crypto';

/** What the tokens of this collector begin with, so that people and scanners know them. */
export const tokenMark = 'drover_';

/** A new secret of 256 random bits. */
export function newSecret(mark = ''): string {
  return `${mark}${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a secret. It is random and long: a plain hash cannot be tried out, and finding it by its hash leaks no timing. */
export function secretHash(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}
