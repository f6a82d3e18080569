import { DroverError } from '../core/errors.ts';
import { parseAddress } from './address.ts';
import { expandRange } from './host-range.ts';

/** The hosts that an entry of an inventory names, and the port that they share. @throws DroverError `INVENTORY_INVALID` */
export function expandHostPattern(pattern: string): { hosts: string[]; port: number | undefined } {
  const address = parseAddress(pattern);
  if (address === undefined && pattern.endsWith(':')) {
    throw new DroverError('INVENTORY_INVALID', `Cannot use the host "${pattern}": a port is to follow ":"`, {
      hint: 'remove ":", or name the file .yml if it is YAML',
    });
  }
  return { hosts: expandRange(address?.host ?? pattern), port: address?.port };
}
