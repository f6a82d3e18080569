import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { toBoolean } from '../python/boolean.ts';
import { failure } from '../python/failure.ts';
import { crypto } from '../python/node-crypto.ts';
import { parseInteger } from '../python/number.ts';
import { LookupOptions } from './options.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const sets = { numbers: '0123456789', lower, upper: lower.toUpperCase(), special: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~' };

const defaults: Readonly<Record<string, Value>> = {
  length: 8,
  upper: true,
  lower: true,
  numbers: true,
  special: true,
  min_numeric: 0,
  min_upper: 0,
  min_lower: 0,
  min_special: 0,
  override_special: null,
  override_all: null,
  ignore_similar_chars: false,
  similar_chars: 'il1LoO0',
  base64: false,
};

/** community.general 10.7's `random_string`, from the system's randomness. */
export function randomString(_terms: readonly Value[], call: Call): Value[] {
  const options = new LookupOptions(call, defaults);
  const isOn = (name: string): boolean => toBoolean(options.get(name)) ?? false;
  const count = (name: string): number => integerOption(options.get(name), name);
  const similar = isOn('ignore_similar_chars') ? options.text('similar_chars') : '';
  const usable = (letters: string): string => [...letters].filter((letter) => !similar.includes(letter)).join('');
  const special = truthy(options.get('override_special')) ? options.text('override_special') : usable(sets.special);
  const letters = { numbers: usable(sets.numbers), lower: usable(lower), upper: usable(sets.upper), special };
  const all = truthy(options.get('override_all')) ? options.text('override_all') : undefined;
  const kinds = (['upper', 'lower', 'numbers', 'special'] as const).filter(isOn);
  const minimum = { min_numeric: letters.numbers, min_lower: letters.lower, min_upper: letters.upper, min_special: special };
  const wanted =
    all === undefined ? Object.entries(minimum).map(([name, from]) => (count(name) === 0 ? '' : picked(from, count(name)))) : [];
  const some = wanted.join('');
  const rest = picked(all ?? kinds.map((kind) => letters[kind]).join(''), count('length') - some.length);
  const made = shuffled([...some, ...rest]).join('');
  return [isOn('base64') ? Buffer.from(made, 'utf8').toString('base64') : made];
}

function integerOption(value: Value, name: string): number {
  const number = parseInteger(text(value), 10);
  if (number === undefined) throw failure('make a random string', `the option "${name}" is to be a whole number`);
  return Number(number);
}

function picked(letters: string, count: number): string {
  if (letters === '') throw failure('make a random string', 'there is no character to choose from; change the constraints');
  return Array.from({ length: Math.max(0, count) }, () => [...letters][crypto().randomInt([...letters].length)]).join('');
}

function shuffled(items: readonly string[]): string[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = crypto().randomInt(i + 1);
    [copy[i], copy[j]] = [copy[j] ?? '', copy[i] ?? ''];
  }
  return copy;
}
