import { text } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { passwordHash } from '../filters/password-hash.ts';
import { intOnly, stringOnly } from '../python/attribute.ts';
import { isListLike, iterate } from '../python/iterate.ts';
import { crypto } from '../python/node-crypto.ts';
import { parseInteger } from '../python/number.ts';
import { PythonRandom } from '../python/random.ts';
import { LookupFailure } from './lookup-failure.ts';
import { LookupOptions, splitTerm } from './options.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const sets: Readonly<Record<string, string>> = {
  ascii_letters: letters + letters.toUpperCase(),
  ascii_lowercase: letters,
  ascii_uppercase: letters.toUpperCase(),
  digits,
  hexdigits: `${digits}abcdefABCDEF`,
  octdigits: '01234567',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  whitespace: ' \t\n\r\v\f',
};

/**
 * ansible-core 2.18.6's `password`: the one kept in a file of the bundle, else a new one. A new one is kept for
 * the run only, since the bundle cannot be written; with `seed` it is the same in every run.
 */
export function password(terms: readonly Value[], call: Call): Value[] {
  const defaults = { length: 20, chars: ['ascii_letters', 'digits', '.,:-_'], encrypt: null, ident: null, seed: null };
  return terms.map((term) => {
    const options = new LookupOptions(call, defaults);
    const { key: path, pairs } = splitTerm(stringOnly(term, 'look up a password'));
    for (const [name, value] of pairs) options.set(name, value);
    const kept = storedPassword(path, call);
    const plain = kept?.plain ?? made(path, options);
    const encrypt = options.get('encrypt');
    if (encrypt === null || encrypt === '') return plain;
    const kwargs = new Map<string, Value>([
      ['hashtype', encrypt],
      ...(kept?.salt === undefined ? [] : [['salt', kept.salt] as const]),
    ]);
    return passwordHash(plain, { ...call, args: [], kwargs });
  });
}

/** Those made in this run, by path. */
const madePasswords = new Map<string, string>();

function made(path: string, options: LookupOptions): string {
  const present = madePasswords.get(path);
  if (present !== undefined) return present;
  const plain = generated(options);
  if (path !== '/dev/null') madePasswords.set(path, plain);
  return plain;
}

function storedPassword(path: string, call: Call): { plain: string; salt: string | undefined } | undefined {
  if (path === '/dev/null' || call.environment.controller.type(path) === undefined) return undefined;
  const content = Buffer.from(call.environment.controller.read(path)).toString('utf8').trimEnd();
  const [, plain = content, salt] = /^(.*?)(?: salt=(\S*)(?: ident=\S*)?)?$/s.exec(content) ?? [];
  return { plain, salt };
}

function generated(options: LookupOptions): string {
  const length = options.get('length');
  const count = typeof length === 'string' ? lengthOf(length) : intOnly(length, 'make a password');
  const candidates = [...new Set(specs(options.get('chars')).flatMap((spec) => [...(sets[spec] ?? spec)]))];
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
