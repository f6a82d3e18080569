import { integer, type Value } from '../../../../core/value/types.ts';
import { failure } from '../../python/failure.ts';
import {
  addressText,
  bitsOf,
  cidrOf,
  groupsOf,
  guessedText,
  type IpNetwork,
  isWithin,
  lastValue,
  netmaskValue,
  networkText,
  networkValue,
  sizeOf,
} from './address.ts';
import { isGlobal, isLinkLocal, isLoopback, isMulticast } from './ranges.ts';

/** Whether the text had a prefix. */
export type Kind = 'address' | 'network';
export type Query = (net: IpNetwork, kind: Kind, source: string) => Value;

const ip = (net: IpNetwork, value = net.value): string => addressText(net.version, value);
const isHost = (net: IpNetwork): boolean => net.value !== networkValue(net) || !hasBroadcast(net);
const keepIf =
  (holds: (net: IpNetwork) => boolean): Query =>
  (net, _kind, source) =>
    holds(net) ? source : null;

/** netaddr knows none for networks of one or two addresses. */
function hasBroadcast(net: IpNetwork): boolean {
  return sizeOf(net) > 2n;
}

const hostAddress: Query = (net) => {
  if (sizeOf(net) === 1n || isHost(net) || net.version === 6) return ip(net);
  return null;
};
const hostWithPrefix: Query = (net) => {
  const edge = net.value === networkValue(net) || net.value === lastValue(net);
  return sizeOf(net) > 2n && edge ? false : networkText(net);
};
const withMask =
  (write: (net: IpNetwork) => string): Query =>
  (net) =>
    sizeOf(net) === 2n || (sizeOf(net) > 1n && net.value !== networkValue(net)) ? write(net) : null;
const netmask: Query = (net) => ip(net, netmaskValue(net));
const hostmask: Query = (net) => ip(net, sizeOf(net) - 1n);
const network: Query = (net) => ip(net, networkValue(net));
const subnet: Query = (net) => networkText(cidrOf(net));
const v4: Query = (net, _kind, source) => (net.version === 4 ? source : mappedV4(net));
const v6: Query = (net, _kind, source) => {
  return net.version === 6 ? source : networkText({ version: 6, value: (0xffffn << 32n) | net.value, prefix: net.prefix + 96 });
};
const loopback = keepIf(isLoopback);

function mappedV4(net: IpNetwork): Value {
  if (net.prefix < 96 || (net.value >> 32n !== 0xffffn && net.value >> 32n !== 0n)) return false;
  return networkText({ version: 4, value: net.value & 0xffffffffn, prefix: net.prefix - 96 });
}

/** The first and last addresses for hosts. */
export function usable(net: IpNetwork): readonly [bigint, bigint] {
  const edge = sizeOf(net) === 2n ? 0n : 1n;
  return [networkValue(net) + edge, lastValue(net) - edge];
}

function ofNetwork(answer: (net: IpNetwork) => Value): Query {
  return (net, kind) => {
    if (kind === 'address') throw failure('look at an address', 'Not a network address');
    return sizeOf(net) > 1n ? answer(net) : null;
  };
}

function neighbour(step: bigint): Query {
  return ofNetwork((net) => {
    const [first, last] = usable(net);
    const value = net.value + step;
    return value >= first && value <= last ? guessedText(value) : null;
  });
}

const peer: Query = (net, kind) => {
  if (kind === 'address') throw failure('look at an address', 'Not a network address');
  if (sizeOf(net) === 2n) return guessedText(net.value ^ 1n);
  if (sizeOf(net) !== 4n) throw failure('look at an address', 'Not a point-to-point network');
  if (net.value % 4n === 0n || net.value % 4n === 3n)
    throw failure('look at an address', 'Network or broadcast address of /30 has no peer');
  return guessedText(net.value ^ 3n);
};

/** The name that reverse DNS asks for. */
function reverseName(net: IpNetwork): string {
  if (net.version === 4) return `${ip(net).split('.').toReversed().join('.')}.in-addr.arpa.`;
  const digits = net.value.toString(16).padStart(32, '0');
  return `${[...digits].toReversed().join('.')}.ip6.arpa.`;
}

function sixToFour(net: IpNetwork, source: string): Value {
  if (net.version === 6) return isWithin(net, ['2002::/16']) ? source : false;
  if (sizeOf(net) > 1n && net.value === networkValue(net)) return false;
  if (isGlobal(net) && !isPublic(net)) return false;
  const hex = net.value.toString(16).padStart(8, '0');
  return `2002:${hex.slice(0, 4)}:${hex.slice(4)}::1/48`;
}

function isPublic(net: IpNetwork): boolean {
  return isUnicast(net) && isGlobal(net) && !isLoopback(net);
}

const isUnicast = (net: IpNetwork): boolean => !isMulticast(net);

/** Every query by name. */
export const queries: Readonly<Record<string, Query>> = {
  '': (net, kind) => (kind === 'address' ? ip(net) : networkText(net)),
  '6to4': (net, _kind, source) => sixToFour(net, source),
  address: hostAddress,
  ip: hostAddress,
  'address/prefix': hostWithPrefix,
  gateway: hostWithPrefix,
  gw: hostWithPrefix,
  'host/prefix': hostWithPrefix,
  hostnet: hostWithPrefix,
  router: hostWithPrefix,
  bool: () => true,
  broadcast: (net) => (hasBroadcast(net) ? ip(net, lastValue(net)) : null),
  cidr: (net) => networkText(net),
  first_usable: ofNetwork((net) => guessedText(usable(net)[0])),
  last_usable: ofNetwork((net) => guessedText(usable(net)[1])),
  range_usable: ofNetwork((net) => `${guessedText(usable(net)[0])}-${guessedText(usable(net)[1])}`),
  next_usable: neighbour(1n),
  previous_usable: neighbour(-1n),
  host: (net) => (sizeOf(net) === 1n || isHost(net) ? networkText(net) : null),
  hostmask,
  wildcard: hostmask,
  int: (net, kind) => (kind === 'address' ? integer(net.value) : `${net.value}/${net.prefix}`),
  'ip/prefix': withMask(networkText),
  ip_netmask: withMask((net) => `${ip(net)} ${ip(net, netmaskValue(net))}`),
  ipv4: v4,
  ipv6: v6,
  'link-local': keepIf(isLinkLocal),
  lo: loopback,
  loopback,
  multicast: keepIf(isMulticast),
  net: (net) => (sizeOf(net) > 1n && net.value === networkValue(net) ? networkText(net) : null),
  netmask,
  network,
  network_id: network,
  'network/prefix': subnet,
  subnet,
  network_netmask: (net) => `${ip(net, networkValue(net))} ${ip(net, netmaskValue(net))}`,
  network_wildcard: (net) => `${ip(net, networkValue(net))} ${ip(net, sizeOf(net) - 1n)}`,
  peer,
  prefix: (net) => net.prefix,
  private: keepIf((net) => !isGlobal(net)),
  public: keepIf(isPublic),
  revdns: (net) => reverseName(net),
  size: (net) => integer(sizeOf(net)),
  size_usable: (net) => (sizeOf(net) === 1n ? 0 : sizeOf(net) === 2n ? 2 : integer(sizeOf(net) - 2n)),
  type: (net) => (sizeOf(net) === 1n || net.value !== networkValue(net) ? 'address' : 'network'),
  unicast: keepIf(isUnicast),
  version: (net) => net.version,
  wrap: (net, kind, source) => {
    if (net.version === 4) return source;
    return kind === 'address' ? `[${ip(net)}]` : `[${ip(net)}]/${net.prefix}`;
  },
};

/** All 128 bits written out: `0:0:0:0:0:0:0:1`, or with four digits each. */
export function expanded(value: bigint, width: number): string {
  return groupsOf(value)
    .map((group) => group.toString(16).padStart(width, '0'))
    .join(':');
}

/** The bits of an address as text. */
export function bitText(net: IpNetwork): string {
  return net.value.toString(2).padStart(bitsOf(net.version), '0');
}
