import { text } from '../../../../core/value/text.ts';
import { integer, type Value } from '../../../../core/value/types.ts';
import { failure } from '../../python/failure.ts';

const cut = (hex: string, size: number, mark: string): string => (hex.match(new RegExp(`.{${size}}`, 'g')) ?? []).join(mark);

const writers: Readonly<Record<string, (hex: string) => Value>> = {
  bare: (hex) => hex.toUpperCase(),
  bool: () => true,
  int: (hex) => integer(BigInt(`0x${hex}`)),
  cisco: (hex) => cut(hex, 4, '.'),
  eui48: (hex) => cut(hex.toUpperCase(), 2, '-'),
  win: (hex) => cut(hex.toUpperCase(), 2, '-'),
  linux: (hex) => cut(hex, 2, ':'),
  pgsql: (hex) => cut(hex, 6, ':'),
  postgresql: (hex) => cut(hex, 6, ':'),
  psql: (hex) => cut(hex, 6, ':'),
  unix: (hex) => cut(hex, 2, ':').replace(/(^|:)0(?=.)/g, '$1'),
};

/** ansible.utils 5.1.2's `hwaddr`: a MAC address in the form asked for, or as it is. */
export function hwaddr(value: Value, query: string): Value {
  if (value === null) throw failure('look at an address', 'it is to be a string, not None');
  const hex = macDigits(text(value));
  if (hex === undefined && query !== '' && query !== 'bool')
    throw failure('look at an address', `not a hardware address: ${text(value)}`);
  if (query === '') return hex === undefined ? null : value;
  const write = writers[query];
  if (write === undefined) throw failure('look at an address', `unknown filter type: ${query}`);
  return hex === undefined ? null : write(hex);
}

/** The twelve digits of an address in one of the usual forms, or of a number. */
export function macDigits(source: string): string | undefined {
  const groups = source.toLowerCase().split(/[:.-]/);
  const size = { 6: 2, 3: 4, 2: 6, 1: 12 }[groups.length];
  if (/^\d+$/.test(source) && source.length !== 12 && BigInt(source) >> 48n === 0n)
    return BigInt(source).toString(16).padStart(12, '0');
  if (source.includes('.') && groups.length !== 3) return undefined;
  if (size === undefined || !groups.every((group) => /^[0-9a-f]+$/.test(group) && group.length <= size)) return undefined;
  if (groups.length === 1 && source.length < 12) return undefined;
  return groups.map((group) => group.padStart(size, '0')).join('');
}
