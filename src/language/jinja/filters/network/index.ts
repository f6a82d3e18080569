import { text, truthy } from '../../../../core/value/text.ts';
import { integer, type Value } from '../../../../core/value/types.ts';
import { bind, type Call, type Filter, required } from '../../callable.ts';
import { intOnly } from '../../python/attribute.ts';
import { failure } from '../../python/failure.ts';
import { isListLike, iterate } from '../../python/iterate.ts';
import {
  addressText,
  bitsOf,
  cidrOf,
  contains,
  type IpNetwork,
  networkText,
  networkValue,
  parseNetwork,
  sizeOf,
} from './address.ts';
import { hwaddr, macDigits } from './hwaddr.ts';
import { ipaddr, nthAddress } from './ipaddr.ts';
import { mergeNetworks, spanningNetwork } from './merge.ts';
import { bitText, expanded, usable } from './queries.ts';
import { ipsubnet } from './subnet.ts';

/** ansible.utils 5.1.2's filters for addresses. */
export const networkFilters: Readonly<Record<string, Filter>> = {
  ipaddr: (value, call) => {
    const [query = '', version = false] = bind(call, { query: '', version: false, alias: 'ipaddr' });
    return ipaddr(value, query, version === 4 || version === 6 ? version : undefined);
  },
  ipv4: (value, call) => ipaddr(value, bind(call, { query: '' })[0], 4),
  ipv6: (value, call) => ipaddr(value, bind(call, { query: '' })[0], 6),
  ipwrap: (value, call) => {
    const [query = ''] = bind(call, { query: '' });
    return isListLike(value) ? iterate(value).map((item) => wrapped(item, query)) : wrapped(value, query);
  },
  ipsubnet,
  ipmath,
  nthhost: (value, call) => nthHost(value, text(bind(call, { query: '' })[0] ?? '')),
  network_in_usable: (value, call) => liesIn(value, call, true),
  network_in_network: (value, call) => liesIn(value, call, false),
  reduce_on_network: (value, call) => {
    const outer = networkOf(bind(call, { network: required })[0] ?? null);
    return iterate(value).filter((item) => contains(cidrOf(outer), cidrOf(networkOf(item))));
  },
  next_nth_usable: (value, call) => neighbour(value, call, 1n),
  previous_nth_usable: (value, call) => neighbour(value, call, -1n),
  usable_range: (value) => {
    const net = networkOf(value);
    if (sizeOf(net) > 65_536n) throw failure('list addresses', `the network ${networkText(net)} is too large`);
    const ips = Array.from({ length: Number(sizeOf(net)) }, (_, i) => addressText(net.version, networkValue(net) + BigInt(i)));
    return new Map<Value, Value>([
      ['usable_ips', ips],
      ['number_of_ips', integer(sizeOf(net))],
    ]);
  },
  cidr_merge: (value, call) => {
    const [action = 'merge'] = bind(call, { action: 'merge' });
    const networks = iterate(value).map(networkOf);
    if (action === 'merge') return mergeNetworks(networks).map(networkText);
    if (action !== 'span') throw failure('merge networks', `invalid action '${text(action)}'`);
    const span = spanningNetwork(networks);
    return span === undefined ? null : networkText(span);
  },
  hwaddr: (value, call) => hwaddr(value, text(bind(call, { query: '', alias: 'hwaddr' })[0] ?? '')),
  macaddr: (value, call) => hwaddr(value, text(bind(call, { query: '' })[0] ?? '')),
  ipcut,
  slaac,
  ip4_hex: (value, call) => {
    const [delimiter = ''] = bind(call, { delimiter: '' });
    return networkOf(value)
      .value.toString(16)
      .padStart(8, '0')
      .replace(/..(?=.)/g, (pair) => pair + text(delimiter));
  },
  ipv6form: (value, call) => {
    const [format = ''] = bind(call, { format: required });
    const net = networkOf(value);
    if (format === 'expand') return expanded(net.value, 4);
    if (format === 'compress') return addressText(net.version, net.value);
    if (format === 'x509') return expanded(net.value, 1);
    throw failure('write an address', `${text(format)} is not a valid format`);
  },
};

/** @throws DroverError `TEMPLATE_FAILED` for what is no address */
function networkOf(value: Value): IpNetwork {
  const net = parseNetwork(text(value));
  if (net === undefined) throw failure('look at an address', `You must pass a valid IP address; ${text(value)} is invalid`);
  return net;
}

function wrapped(value: Value, query: Value): Value {
  const found = ipaddr(value, query);
  return truthy(found) ? ipaddr(found, 'wrap') : value;
}

function ipmath(value: Value, call: Call): Value {
  const [amount = 0] = bind(call, { amount: required });
  const net = networkOf(value);
  const moved = net.value + BigInt(intOnly(amount, 'count addresses'));
  if (moved < 0n || moved >> BigInt(bitsOf(net.version)) !== 0n)
    throw failure('count addresses', 'the address would be out of range');
  return addressText(net.version, moved);
}

function nthHost(value: Value, query: string): Value {
  const net = parseNetwork(text(value));
  if (net === undefined || !/^-?\d+$/.test(query)) return false;
  const cidr = ipaddr(value, 'type') === 'network' ? cidrOf(net) : net;
  const nth = BigInt(query) < sizeOf(cidr) ? nthAddress(cidr, BigInt(query)) : undefined;
  return nth === undefined ? false : addressText(net.version, nth);
}

/** Whether the other network lies in this one, or in its addresses for hosts. */
function liesIn(value: Value, call: Call, onlyUsable: boolean): boolean {
  const [outer, inner] = [cidrOf(networkOf(value)), cidrOf(networkOf(bind(call, { test: required })[0] ?? null))];
  if (!onlyUsable || sizeOf(outer) === 1n) return contains(outer, inner);
  const [first, last] = usable(outer);
  return outer.version === inner.version && inner.value >= first && inner.value + sizeOf(inner) - 1n <= last;
}

function neighbour(value: Value, call: Call, sign: bigint): Value {
  const [offset = 0] = bind(call, { offset: required });
  const net = parseNetwork(text(value));
  if (net === undefined) return false;
  if (sizeOf(net) === 1n) return null;
  const [first, last] = usable(net);
  const moved = net.value + sign * BigInt(intOnly(offset, 'count addresses'));
  return moved >= first && moved <= last ? addressText(net.version, moved) : null;
}

function ipcut(value: Value, call: Call): Value {
  const [amount = 0] = bind(call, { amount: required });
  const net = networkOf(value);
  const count = intOnly(amount, 'cut an address');
  const bits = count < 0 ? bitText(net).slice(count) : bitText(net).slice(0, count);
  const unit = net.version === 6 ? 16 : 8;
  const parts = bits.match(new RegExp(`.{1,${unit}}`, 'g')) ?? [];
  return parts.map((part) => Number.parseInt(part, 2).toString(net.version === 6 ? 16 : 10)).join(net.version === 6 ? ':' : '.');
}

/** The address that a machine with this hardware address gives itself in an IPv6 network. */
function slaac(value: Value, call: Call): Value {
  const [query = ''] = bind(call, { query: '' });
  const net = typeof value === 'string' ? parseNetwork(value) : undefined;
  const hex = truthy(query) ? macDigits(text(query)) : undefined;
  if (net?.version !== 6 || hex === undefined) return false;
  const mac = BigInt(`0x${hex}`) ^ (1n << 41n);
  const interfaceId = ((mac >> 24n) << 40n) | (0xfffen << 24n) | (mac & 0xffffffn);
  return addressText(6, networkValue(net) + interfaceId);
}
