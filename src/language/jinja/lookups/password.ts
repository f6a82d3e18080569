import { text } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { hashed, randomSalt } from '../filters/password-hash.ts';
import { intOnly, stringOnly } from '../python/attribute.ts';
import { isListLike, iterate } from '../python/iterate.ts';
import { crypto } from '../python/node-crypto.ts';
import { parseInteger } from '../python/number.ts';
import { PythonRandom } from '../python/random.ts';
import { LookupFailure } from './lookup-failure.ts';
import { LookupOptions, splitTerm } from './options.ts';
import { passwordPath, readPassword, type StoredPassword, storePassword } from './stored-password.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const whitespace = ' \t\n\r\v\f';
/** Those of Python's module `string`. */
const sets: Readonly<Record<string, string>> = {
  ascii_letters: letters + letters.toUpperCase(),
  ascii_lowercase: letters,
  ascii_uppercase: letters.toUpperCase(),
  digits,
  hexdigits: `${digits}abcdefABCDEF`,
  octdigits: '01234567',
  printable: digits + letters + letters.toUpperCase() + punctuation + whitespace,
  punctuation,
  whitespace,
};

/**
 * ansible-core 2.18.6's `password`: the one that a file holds, else a new one, which is written there. With `encrypt` it answers
 * the hash, and the file keeps its salt.
 */
export function password(terms: readonly Value[], call: Call): Value[] {
  return terms.map((term) => passwordOf(term, call));
}

function passwordOf(term: Value, call: Call): Value {
  const options = new LookupOptions(call, defaults);
  const { key, pairs } = splitTerm(stringOnly(term, 'look up a password'));
  for (const [name, value] of pairs) options.set(name, value);
  const encrypt = given(options, 'encrypt');
  const path = passwordPath(key, call);
  const isKept = path !== '/dev/null';
  const old = isKept ? readPassword(path, call) : undefined;
  const salt = old?.salt ?? (encrypt === undefined ? undefined : randomSalt(encrypt));
  const { plain, ident } = { plain: old?.plain ?? generated(options), ident: identOf(old, encrypt, given(options, 'ident')) };
  const isNew = old === undefined || salt !== old.salt || (ident !== old.ident && given(options, 'ident') === undefined);
  if (isKept && isNew) storePassword(path, { plain, salt, ident }, call);
  return encrypt === undefined || salt === undefined ? plain : hashed(plain, encrypt, salt, ident);
}

const defaults = { length: 20, chars: ['ascii_letters', 'digits', '.,:-_'], encrypt: null, ident: null, seed: null };

/** An option's text; an empty one counts as not given. */
function given(options: LookupOptions, name: string): string | undefined {
  const value = options.get(name);
  return value === null || value === '' ? undefined : text(value);
}

function identOf(old: StoredPassword | undefined, encrypt: string | undefined, wanted: string | undefined): string | undefined {
  if (old?.ident !== undefined && wanted !== undefined && old.ident !== wanted)
    throw new LookupFailure(`the ident parameter provided (${wanted}) does not match the stored one (${old.ident})`);
  return old?.ident ?? wanted ?? (encrypt === 'bcrypt' ? '2b' : undefined);
}

function generated(options: LookupOptions): string {
  const length = options.get('length');
  const count = typeof length === 'string' ? lengthOf(length) : intOnly(length, 'make a password');
  const candidates = specs(options.get('chars')).flatMap((spec) => [...(sets[spec] ?? spec).replace(/["']/g, '')]);
  if (candidates.length === 0 && count > 0) throw new LookupFailure('there is no character to choose from');
  const seed = options.get('seed');
  const random = seed === null ? undefined : new PythonRandom(seed);
  const pick = (): string =>
    candidates[random === undefined ? crypto().randomInt(candidates.length) : random.below(candidates.length)] ?? '';
  return Array.from({ length: count }, pick).join('');
}

function lengthOf(written: string): number {
  const length = parseInteger(written);
  if (length === undefined) throw new LookupFailure(`its length "${written}" is no number`);
  return Number(length);
}

/** `digits,ascii_letters`, with `,,` for a comma. */
function specs(chars: Value): string[] {
  if (isListLike(chars)) return iterate(chars).map(text);
  const source = text(chars);
  const parts = source
    .replaceAll(',,', ',')
    .split(',')
    .filter((part) => part !== '');
  return source.includes(',,') ? [',', ...parts] : parts;
}
