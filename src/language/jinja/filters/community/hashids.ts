import { truthy } from '../../../../core/value/text.ts';
import { Float, integer, type Value } from '../../../../core/value/types.ts';
import { bind, type Call, type Filter, required } from '../../callable.ts';
import { intOnly, stringOnly } from '../../python/attribute.ts';
import { failure } from '../../python/failure.ts';
import { isListLike, iterate } from '../../python/iterate.ts';

/** community.general 10.7's filters between whole numbers and short texts, by the algorithm of hashids 1.3. */
export const hashidFilters: Readonly<Record<string, Filter>> = {
  hashids_encode: (value, call) => {
    const [nums = null, ...options] = bind(named(call, value), { nums: required, ...optional });
    const scheme = schemeOf(options);
    const numbers = (isListLike(nums) ? iterate(nums) : [nums]).map(naturalOf);
    const whole = numbers.filter((number) => number !== undefined);
    return whole.length < numbers.length || whole.length === 0 ? '' : encode(whole, scheme);
  },
  hashids_decode: (value, call) => {
    const [hashid = null, ...options] = bind(named(call, value), { hashid: required, ...optional });
    const scheme = schemeOf(options);
    return typeof hashid === 'string' && hashid !== '' ? (decode(hashid, scheme)?.map((number) => integer(number)) ?? []) : [];
  },
};

const optional = { salt: null, alphabet: null, min_length: null };

function named(call: Call, value: Value): Call {
  return { ...call, args: [value, ...call.args] };
}

/** Undefined for what is no whole number from 0 up. */
function naturalOf(value: Value): bigint | undefined {
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean') {
    const number = BigInt(value);
    return number < 0n ? undefined : number;
  }
  if (typeof value === 'string' && !/^\s*[+-]?\d+\s*$/.test(value)) return undefined;
  if (typeof value === 'string') return undefined;
  throw failure('encode numbers', 'Data to encode must be a tuple or list of ints');
}

interface Scheme {
  readonly salt: string;
  readonly minLength: number;
  readonly alphabet: string;
  readonly separators: string;
  readonly guards: string;
}

const usualAlphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890';

function schemeOf([saltGiven = null, alphabetGiven = null, lengthGiven = null]: readonly Value[]): Scheme {
  const salt = truthy(saltGiven) ? stringOnly(saltGiven, 'encode numbers') : '';
  const given = truthy(alphabetGiven) ? [...stringOnly(alphabetGiven, 'encode numbers')] : [...usualAlphabet];
  const minLength = truthy(lengthGiven) ? Math.max(0, lengthOf(lengthGiven)) : 0;
  const own = [...'cfhistuCFHISTU'].filter((letter) => given.includes(letter));
  let alphabet = [...new Set(given)].filter((letter) => !own.includes(letter)).join('');
  if (alphabet.length + own.length < 16) throw failure('encode numbers', 'Alphabet must contain at least 16 unique characters.');
  let separators = shuffled(own.join(''), salt);
  const missing = Math.ceil(alphabet.length / 3.5) - separators.length;
  if (missing > 0) {
    separators += alphabet.slice(0, missing);
    alphabet = alphabet.slice(missing);
  }
  alphabet = shuffled(alphabet, salt);
  const count = Math.ceil(alphabet.length / 12);
  if (alphabet.length < 3)
    return { salt, minLength, alphabet, guards: separators.slice(0, count), separators: separators.slice(count) };
  return { salt, minLength, alphabet: alphabet.slice(count), guards: alphabet.slice(0, count), separators };
}

function lengthOf(value: Value): number {
  if (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)) return Number(value);
  return value instanceof Float ? Math.trunc(value.value) : intOnly(value, 'encode numbers');
}

function shuffled(source: string, salt: string): string {
  const letters = [...source];
  if (salt === '') return source;
  const codes = Array.from(salt, (letter) => letter.codePointAt(0) ?? 0);
  let sum = 0;
  for (let i = letters.length - 1, index = 0; i > 0; i--, index = (index + 1) % codes.length) {
    const code = codes[index] ?? 0;
    sum += code;
    const j = (code + index + sum) % i;
    [letters[i], letters[j]] = [letters[j] ?? '', letters[i] ?? ''];
  }
  return letters.join('');
}

function encode(numbers: readonly bigint[], scheme: Scheme): string {
  const { salt, minLength, separators, guards } = scheme;
  let { alphabet } = scheme;
  const hash = Number(numbers.reduce((sum, number, i) => sum + (number % BigInt(i + 100)), 0n));
  const lottery = alphabet.charAt(hash % alphabet.length);
  const parts = numbers.map((number, i) => {
    alphabet = shuffled(alphabet, (lottery + salt + alphabet).slice(0, alphabet.length));
    const part = digits(number, alphabet);
    const separator = Number(number % BigInt(part.charCodeAt(0) + i)) % separators.length;
    return i === numbers.length - 1 ? part : part + separators.charAt(separator);
  });
  return lengthened(lottery + parts.join(''), minLength, { alphabet, guards, hash });
}

function lengthened(
  short: string,
  minLength: number,
  { alphabet: last, guards, hash }: { alphabet: string; guards: string; hash: number },
): string {
  if (short.length >= minLength) return short;
  let long = guards.charAt((hash + short.charCodeAt(0)) % guards.length) + short;
  if (long.length < minLength) long += guards.charAt((hash + long.charCodeAt(2)) % guards.length);
  const middle = Math.floor(last.length / 2);
  for (let alphabet = last; long.length < minLength; ) {
    alphabet = shuffled(alphabet, alphabet);
    long = alphabet.slice(middle) + long + alphabet.slice(0, middle);
    const excess = long.length - minLength;
    if (excess > 0) long = long.slice(Math.floor(excess / 2), Math.floor(excess / 2) + minLength);
  }
  return long;
}

function digits(number: bigint, alphabet: string): string {
  const base = BigInt(alphabet.length);
  let out = '';
  let rest = number;
  do {
    out = alphabet.charAt(Number(rest % base)) + out;
    rest /= base;
  } while (rest > 0n);
  return out;
}

function splitAt(source: string, marks: string): string[] {
  const parts = [''];
  for (const letter of source) {
    if (marks.includes(letter)) parts.push('');
    else parts.push((parts.pop() ?? '') + letter);
  }
  return parts;
}

/** Undefined for a text that the scheme does not make. */
function decode(hashid: string, scheme: Scheme): bigint[] | undefined {
  const pieces = splitAt(hashid, scheme.guards);
  const body = (pieces.length === 2 || pieces.length === 3 ? pieces[1] : pieces[0]) ?? '';
  if (body === '') return undefined;
  const lottery = body.charAt(0);
  let { alphabet } = scheme;
  const numbers: bigint[] = [];
  for (const part of splitAt(body.slice(1), scheme.separators)) {
    alphabet = shuffled(alphabet, (lottery + scheme.salt + alphabet).slice(0, alphabet.length));
    if ([...part].some((letter) => !alphabet.includes(letter))) return undefined;
    const base = BigInt(alphabet.length);
    numbers.push([...part].reduce((sum, letter) => sum * base + BigInt(alphabet.indexOf(letter)), 0n));
  }
  return encode(numbers, scheme) === hashid ? numbers : undefined;
}
