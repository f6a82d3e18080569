import { text, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call } from '../callable.ts';
import { intOnly } from '../python/attribute.ts';
import { bcrypt } from '../python/bcrypt.ts';
import { failure } from '../python/failure.ts';
import { md5Crypt } from '../python/md5-crypt.ts';
import { crypto } from '../python/node-crypto.ts';
import { sha2Crypt } from '../python/sha2-crypt.ts';

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

interface Scheme {
  readonly saltSize: number;
  /** bcrypt's salt has one size only. */
  readonly fixedSalt: boolean;
  readonly rounds: { readonly usual: number; readonly least: number; readonly most: number };
  readonly hash: (password: string, salt: string, rounds: number, ident: string | undefined) => string;
}

const shaRounds = { least: 1000, most: 999_999_999 };

/** The rounds are passlib's; it leaves `rounds=` out where they are crypt's own 5000. */
const schemes: Readonly<Record<string, Scheme>> = {
  md5_crypt: {
    saltSize: 8,
    fixedSalt: false,
    rounds: { usual: 0, least: 0, most: 0 },
    hash: (password, salt) => md5Crypt(password, salt),
  },
  sha256_crypt: {
    saltSize: 16,
    fixedSalt: false,
    rounds: { usual: 535_000, ...shaRounds },
    hash: (password, salt, rounds) => sha2Crypt('sha256', password, salt, rounds),
  },
  sha512_crypt: {
    saltSize: 16,
    fixedSalt: false,
    rounds: { usual: 656_000, ...shaRounds },
    hash: (password, salt, rounds) => sha2Crypt('sha512', password, salt, rounds),
  },
  bcrypt: {
    saltSize: 22,
    fixedSalt: true,
    rounds: { usual: 12, least: 4, most: 31 },
    hash: (password, salt, rounds, ident) => bcrypt(password, salt, rounds, ident),
  },
};

const shortNames: Readonly<Record<string, string>> = {
  md5: 'md5_crypt',
  blowfish: 'bcrypt',
  sha256: 'sha256_crypt',
  sha512: 'sha512_crypt',
};

/**
 * ansible-core 2.18.6's `password_hash` with passlib: md5, sha256, sha512 and bcrypt.
 * @throws DroverError `TEMPLATE_FAILED` for another scheme, a bad salt or a password that is no string
 */
export function passwordHash(value: Value, call: Call): Value {
  const names = { hashtype: 'sha512', salt: null, salt_size: null, rounds: null, ident: null };
  const [hashType = 'sha512', salt = null, saltSize = null, rounds = null, ident = null] = bind(call, names);
  const name = shortNames[text(hashType)] ?? text(hashType);
  const scheme = schemeNamed(name);
  const used = saltOf(salt, saltSize === null ? scheme.saltSize : intOnly(saltSize, 'hash a password'), scheme, name);
  const secret = secretOf(value);
  const { usual, least, most } = scheme.rounds;
  const count = rounds === null ? usual : Math.min(most, Math.max(least, intOnly(rounds, 'hash a password')));
  return scheme.hash(secret, used, count, ident === null ? undefined : text(ident));
}

/**
 * A hash with the scheme's usual rounds.
 * @param name `sha512_crypt`, `sha256_crypt`, `bcrypt` or `md5_crypt`
 * @throws DroverError `TEMPLATE_FAILED` as `passwordHash` does
 */
export function hashed(secret: string, name: string, salt: string, ident: string | undefined): string {
  const scheme = schemeNamed(name);
  return scheme.hash(secretOf(secret), saltOf(salt, scheme.saltSize, scheme, name), scheme.rounds.usual, ident);
}

/** A new salt of the size that a scheme wants. */
export function randomSalt(name: string): string {
  return newSalt(schemeNamed(name).saltSize);
}

function schemeNamed(name: string): Scheme {
  const scheme = schemes[name];
  if (scheme !== undefined) return scheme;
  throw failure('hash a password', `the algorithm '${name}' is not supported; use ${Object.keys(schemes).join(', ')}`);
}

function newSalt(size: number): string {
  return Array.from({ length: size }, () => alphabet[crypto().randomInt(64)]).join('');
}

function secretOf(value: Value): string {
  if (typeof value !== 'string') {
    throw failure('hash a password', `secret must be unicode or bytes, not ${value === null ? 'None' : typeName(value)}`);
  }
  if (value.includes('\0')) throw failure('hash a password', 'the password has a NUL character');
  return value;
}

function saltOf(salt: Value, size: number, scheme: Scheme, name: string): string {
  const given = salt === null ? '' : text(salt);
  if (given === '') return newSalt(size);
  if (!/^[./0-9A-Za-z]*$/.test(given)) throw failure('hash a password', `invalid characters in ${name} salt`);
  if (given.length > scheme.saltSize || (scheme.fixedSalt && given.length < scheme.saltSize)) {
    throw failure('hash a password', `${name} takes a salt of ${scheme.fixedSalt ? '' : 'up to '}${scheme.saltSize} characters`);
  }
  return given;
}
