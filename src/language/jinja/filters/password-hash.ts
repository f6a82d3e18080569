import { randomInt } from 'node:crypto';
import { text, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call } from '../callable.ts';
import { intOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { md5Crypt } from '../python/md5-crypt.ts';
import { sha2Crypt } from '../python/sha2-crypt.ts';

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

interface Scheme {
  readonly saltSize: number;
  readonly defaultRounds: number;
  readonly hash: (password: string, salt: string, rounds: number) => string;
}

/** The rounds are passlib's defaults; passlib leaves `rounds=` out where they are crypt's own 5000. */
const schemes: Readonly<Record<string, Scheme>> = {
  md5_crypt: { saltSize: 8, defaultRounds: 0, hash: (password, salt) => md5Crypt(password, salt) },
  sha256_crypt: {
    saltSize: 16,
    defaultRounds: 535_000,
    hash: (password, salt, rounds) => sha2Crypt('sha256', password, salt, rounds),
  },
  sha512_crypt: {
    saltSize: 16,
    defaultRounds: 656_000,
    hash: (password, salt, rounds) => sha2Crypt('sha512', password, salt, rounds),
  },
};

const shortNames: Readonly<Record<string, string>> = {
  md5: 'md5_crypt',
  blowfish: 'bcrypt',
  sha256: 'sha256_crypt',
  sha512: 'sha512_crypt',
};

/**
 * ansible-core 2.18.6's `password_hash` with passlib: `md5_crypt`, `sha256_crypt` and `sha512_crypt`.
 * @throws DroverError `TEMPLATE_FAILED` for another scheme, a bad salt or rounds out of range
 */
export function passwordHash(value: Value, call: Call): Value {
  const names = { hashtype: 'sha512', salt: null, salt_size: null, rounds: null, ident: null };
  const [hashType = 'sha512', salt = null, saltSize = null, rounds = null] = bind(call, names);
  const name = shortNames[text(hashType)] ?? text(hashType);
  const scheme = schemes[name];
  if (scheme === undefined)
    throw failure('hash a password', `the algorithm '${name}' is not supported; use sha512, sha256 or md5`);
  const used = saltOf(salt, saltSize === null ? scheme.saltSize : intOnly(saltSize, 'hash a password'), scheme, name);
  if (typeof value !== 'string')
    throw failure('hash a password', `secret must be unicode or bytes, not ${value === null ? 'None' : typeName(value)}`);
  if (value.includes('\0')) throw failure('hash a password', 'the password has a NUL character');
  const count =
    rounds === null ? scheme.defaultRounds : Math.min(999_999_999, Math.max(1000, intOnly(rounds, 'hash a password')));
  return scheme.hash(value, used, count);
}

function saltOf(salt: Value, size: number, scheme: Scheme, name: string): string {
  const given = salt === null ? '' : text(salt);
  if (given === '') return Array.from({ length: size }, () => alphabet[randomInt(64)]).join('');
  if (!/^[./0-9A-Za-z]*$/.test(given)) throw failure('hash a password', `invalid characters in ${name} salt`);
  if (given.length > scheme.saltSize)
    throw failure('hash a password', `salt too large (${name} requires <= ${scheme.saltSize} chars)`);
  return given;
}
