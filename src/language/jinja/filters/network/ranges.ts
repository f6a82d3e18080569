import { type IpNetwork, isWithin } from './address.ts';

const notGlobal = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  '::ffff:0:0/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
];
/** Parts of those that are global nevertheless. */
const stillGlobal = [
  '192.0.0.9/32',
  '192.0.0.10/32',
  '2001:1::1/128',
  '2001:1::2/128',
  '2001:3::/32',
  '2001:4:112::/48',
  '2001:20::/28',
  '2001:30::/28',
];

/** Whether the address is reachable from everywhere, after IANA's registries. */
export function isGlobal(net: IpNetwork): boolean {
  return !isWithin(net, notGlobal) || isWithin(net, stillGlobal);
}

/** Of providers' own networks (RFC 6598): neither private nor reachable from everywhere. */
export function isShared(net: IpNetwork): boolean {
  return isWithin(net, ['100.64.0.0/10']);
}

export function isMulticast(net: IpNetwork): boolean {
  return isWithin(net, ['224.0.0.0/4', 'ff00::/8']);
}

export function isLoopback(net: IpNetwork): boolean {
  return isWithin(net, ['127.0.0.0/8', '::1/128']);
}

export function isLinkLocal(net: IpNetwork): boolean {
  return isWithin(net, ['169.254.0.0/16', 'fe80::/10']);
}

/** Python's `is_reserved`: what IETF has kept back. */
export function isReserved(net: IpNetwork): boolean {
  return isWithin(net, ietfReserved);
}

const ietfReserved = [
  '240.0.0.0/4',
  '::/8',
  '100::/8',
  '200::/7',
  '400::/6',
  '800::/5',
  '1000::/4',
  '4000::/3',
  '6000::/3',
  '8000::/3',
  'a000::/3',
  'c000::/3',
  'e000::/4',
  'f000::/5',
  'f800::/6',
  'fe00::/9',
];
