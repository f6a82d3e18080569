import { formatFloat } from '../../../core/value/format-number.ts';
import { ordered } from '../../../core/value/order.ts';
import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { integer } from '../../../core/value/types.ts';
import { bind, type Call, type Filter, numberOf } from '../callable.ts';
import { failure } from '../python/failure.ts';
import { roundHalfEven } from '../python/number.ts';

/** ansible-core 2.18.6's filters between byte counts and text. */
export const sizeFilters: Readonly<Record<string, Filter>> = { human_readable: humanReadable, human_to_bytes: humanToBytes };

/** The units, largest first, with their power of two and their names. */
const units = [
  ['Y', 80, 'yotta'],
  ['Z', 70, 'zetta'],
  ['E', 60, 'exa'],
  ['P', 50, 'peta'],
  ['T', 40, 'tera'],
  ['G', 30, 'giga'],
  ['M', 20, 'mega'],
  ['K', 10, 'kilo'],
  ['B', 0, ''],
] as const;

function humanReadable(value: Value, call: Call): Value {
  const [isBits = false, unit = null] = bind(call, { isbits: false, unit: null });
  const bits = truthy(isBits);
  const wanted = unit === null ? undefined : text(unit).toUpperCase();
  const size = numberOf(value);
  if (size === undefined) throw failure('write a size', 'human_readable() failed on bad input');
  const found = units.find(([letter, power]) => (wanted === undefined ? ordered('>=', value, 2 ** power) : wanted === letter));
  const [letter, power] = found ?? units[8];
  const suffix = power === 0 ? (bits ? 'bits' : 'Bytes') : `${letter}${bits ? 'b' : 'B'}`;
  return `${formatFloat(size / 2 ** power, 'f', 2)} ${suffix}`;
}

function humanToBytes(value: Value, call: Call): Value {
  const [defaultUnit = null, isBits = false] = bind(call, { default_unit: null, isbits: false });
  const source = text(value);
  const bad = failure('read a size', `human_to_bytes() can't interpret following string: ${source}`);
  const [, digits, ownUnit] = /^([0-9]*\.?[0-9]+)(?:\s*([A-Za-z]+))?\s*$/.exec(source) ?? [];
  if (digits === undefined) throw bad;
  const unit = ownUnit ?? (defaultUnit === null ? undefined : text(defaultUnit));
  const number = Number(digits);
  if (unit === undefined) return whole(roundHalfEven(number, 0));
  const found = units.find(([letter]) => letter === unit.charAt(0).toUpperCase());
  if (found === undefined || !isUnit(unit, found, truthy(isBits))) throw bad;
  return whole(roundHalfEven(number * 2 ** found[1], 0));
}

function isUnit(unit: string, [letter, , name]: (typeof units)[number], bits: boolean): boolean {
  if (unit.length === 1) return true;
  const short = letter === 'B' ? '' : letter;
  return unit.toLowerCase() === `${name}${bits ? 'bit' : 'byte'}` || unit === `${short}${bits ? 'b' : 'B'}`;
}

function whole(value: number): Value {
  return Number.isSafeInteger(value) ? value : integer(BigInt(value));
}
