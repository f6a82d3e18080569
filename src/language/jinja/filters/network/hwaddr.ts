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
  const hex = hexOf(text(value));
  if (hex === undefined && query !== '' && query !== 'bool')
    throw failure('look at an address', `not a hardware address: ${text(value)}`);
  if (query === '') return hex === undefined ? false : value;
  const write = writers[query];
  if (write === undefined) throw failure('look at an address', `unknown filter type: ${query}`);
  return hex === undefined ? null : write(hex);
}

/** Twelve digits of any of the usual forms. */
function hexOf(source: string): string | undefined {
  const groups = source.toLowerCase().split(/[:.-]/);
  const size = { 6: 2, 3: 4, 2: 6, 1: 12 }[groups.length];
  if (size === undefined || !groups.every((group) => /^[0-9a-f]+$/.test(group) && group.length <= size)) return undefined;
  if (groups.length === 1 && source.length < 12) return undefined;
  return groups.map((group) => group.padStart(size, '0')).join('');
}
