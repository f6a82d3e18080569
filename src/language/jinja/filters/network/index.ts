import { text, truthy, typeName } from '../../../../core/value/text.ts';
import { integer, type Value } from '../../../../core/value/types.ts';
import type { Call, Filter } from '../../callable.ts';
import { failure } from '../../python/failure.ts';
import { isListLike, iterate } from '../../python/iterate.ts';
import { type Documented, documented } from '../data/arguments.ts';
import {
  addressText,
  bitsOf,
  compressed,
  guessedText,
  type IpNetwork,
  networkText,
  networkValue,
  parseAddress,
  parseNetwork,
  sizeOf,
} from './address.ts';
import { liesIn, reduceOnNetwork } from './bounds.ts';
import { hwaddr, macDigits } from './hwaddr.ts';
import { ipaddr, nthAddress } from './ipaddr.ts';
import { mergeNetworks, spanningNetwork } from './merge.ts';
import { bitText, expanded, usable } from './queries.ts';
import { ipsubnet } from './subnet.ts';

const given: Documented = { type: 'str', required: true };
const queried = { value: { type: 'raw', required: true }, query: { type: 'str', default: '' } } as const;

/** ansible.utils 5.1.2's filters for addresses. */
export const networkFilters: Readonly<Record<string, Filter>> = {
  ipaddr: (value, call) => {
    const spec: Readonly<Record<string, Documented>> = { ...queried, version: { type: 'int' }, alias: { type: 'str' } };
    const [source = null, query = '', version = null] = documented(readable(value), call, spec);
    return ipaddr(source, query, version === 4 || version === 6 ? version : undefined);
  },
  ipv4: (value, call) => ipaddr(readable(value), documented(value, call, queried)[1], 4),
  ipv6: (value, call) => ipaddr(readable(value), documented(value, call, queried)[1], 6),
  ipwrap,
  ipsubnet,
  ipmath,
  nthhost: (value, call) => {
    const [source = null, query = null] = documented(value, call, { value: given, query: { type: 'str' } });
    return nthHost(source, text(query ?? ''));
  },
  network_in_usable: (value, call) => liesIn(value, call, true),
  network_in_network: (value, call) => liesIn(value, call, false),
  reduce_on_network: reduceOnNetwork,
  next_nth_usable: (value, call) => neighbour(value, call, 1n),
  previous_nth_usable: (value, call) => neighbour(value, call, -1n),
  usable_range: usableRange,
  cidr_merge: cidrMerge,
  hwaddr: (value, call) => hwaddr(value, text(documented(value, call, queried)[1] ?? '')),
  macaddr: (value, call) => hwaddr(value, text(documented(value, call, queried)[1] ?? '')),
  ipcut,
  slaac,
  ip4_hex: (value, call) => {
    const [source = null, delimiter = ''] = documented(value, call, { arg: given, delimiter: { type: 'str', default: '' } });
    const address = addressOf(source);
    if (address.version === 6) throw failure('look at an address', `${text(source)} is no IPv4 address`);
    const hex = address.value.toString(16).padStart(8, '0');
    return hex.replace(/..(?=.)/g, (pair) => pair + text(delimiter));
  },
  ipv6form,
};

/** What ansible.utils looks at: texts, whole numbers, and lists of them. */
function readable(value: Value): Value {
  const isReadable = ['string', 'number', 'bigint', 'boolean'].includes(typeof value) || Array.isArray(value);
  if (!isReadable || value === null) throw failure('look at an address', `Unrecognized type '${typeName(value)}'`);
  return value;
}

/** @throws DroverError `TEMPLATE_FAILED` for what is no address, or has a prefix */
function addressOf(value: Value): IpNetwork {
  const address = parseAddress(text(value));
  if (address === undefined) throw failure('look at an address', `You must pass a valid IP address; ${text(value)} is invalid`);
  return { ...address, prefix: bitsOf(address.version) };
}

/** @throws DroverError `TEMPLATE_FAILED` for what is no address */
function networkOf(value: Value): IpNetwork {
  const net = parseNetwork(text(value));
  if (net === undefined) throw failure('look at an address', `You must pass a valid IP address; ${text(value)} is invalid`);
  return net;
}

function ipwrap(value: Value, call: Call): Value {
  const isReadable = typeof value === 'string' || typeof value === 'boolean' || Array.isArray(value);
  if (!isReadable) throw failure('wrap an address', `Unrecognized type '${typeName(value)}'`);
  const [, query = ''] = documented(value, { ...call, args: [] }, queried);
  const wrapped = (item: Value): Value => {
    const found = ipaddr(item, query);
    if (!truthy(found)) return item;
    return ipaddr(Array.isArray(value) ? item : found, 'wrap');
  };
  try {
    return isListLike(value) ? iterate(value).map(wrapped) : wrapped(value);
  } catch {
    // as ansible.utils does: what cannot be wrapped stays as it is
    return value;
  }
}

function ipmath(value: Value, call: Call): Value {
  const [source = null, amount = null] = documented(value, call, { value: given, amount: { type: 'int' } });
  const net = text(source).includes('/') ? networkOf(source) : addressOf(source);
  if (amount === null) throw failure('count addresses', 'You must pass an integer for arithmetic');
  const moved = net.value + BigInt(text(amount));
  if (moved < 0n || moved >> BigInt(bitsOf(net.version)) !== 0n)
    throw failure('count addresses', 'the address would be out of range');
  return addressText(net.version, moved);
}

/** The network that a value is or lies in, with its own address where it is one of a host. */
function placed(value: Value): IpNetwork | undefined {
  const type = ipaddr(value, 'type');
  const found = type === 'address' ? ipaddr(value, 'cidr') : type === 'network' ? ipaddr(value, 'subnet') : null;
  return typeof found === 'string' ? parseNetwork(found) : undefined;
}

function nthHost(value: Value, query: string): Value {
  const net = placed(value);
  if (net === undefined || !/^[+-]?\d+$/.test(query.trim())) return false;
  const nth = BigInt(query.trim());
  if (nth >= sizeOf(net)) return false;
  const found = nthAddress(net, nth);
  if (found === undefined) throw failure('count addresses', 'index out of range for address range size!');
  return addressText(net.version, found);
}

function neighbour(value: Value, call: Call, sign: bigint): Value {
  const [source = null, offset = null] = documented(value, call, { value: given, offset: { type: 'int' } });
  const net = placed(source);
  if (net === undefined) return false;
  if (offset === null) throw failure('count addresses', 'Must pass in an integer');
  if (sizeOf(net) === 1n) return null;
  const [first, last] = usable(net);
  const moved = net.value + sign * BigInt(text(offset));
  if (moved < 0n || moved >> 128n !== 0n) throw failure('count addresses', 'the address would be out of range');
  return moved >= first && moved <= last ? guessedText(moved) : null;
}

function usableRange(value: Value): Value {
  if (value === null) throw failure('list addresses', 'it is to be a string, not None');
  const net = networkOf(value);
  if (typeof value !== 'string' || net.value !== networkValue(net))
    throw failure('list addresses', `${text(value)} has host bits set`);
  if (sizeOf(net) > 65_536n) throw failure('list addresses', `the network ${networkText(net)} is too large`);
  const write = (address: bigint): string => (net.version === 4 ? addressText(4, address) : compressed(address));
  const ips = Array.from({ length: Number(sizeOf(net)) }, (_, i) => write(net.value + BigInt(i)));
  return new Map<Value, Value>([
    ['usable_ips', ips],
    ['number_of_ips', integer(sizeOf(net))],
  ]);
}

function cidrMerge(value: Value, call: Call): Value {
  const [list = null, action = null] = documented(value, call, {
    value: { type: 'list', required: true },
    action: { type: 'str', default: 'merge' },
  });
  if (action !== 'merge' && action !== 'span') throw failure('merge networks', `invalid action '${text(action)}'`);
  const networks = (list as Value[]).map(networkOf);
  if (action === 'merge') return mergeNetworks(networks).map(networkText);
  const span = spanningNetwork(networks);
  return span === undefined ? null : networkText(span);
}

function ipcut(value: Value, call: Call): Value {
  const [source = null, amount = null] = documented(value, call, { value: given, amount: { type: 'int' } });
  const net = addressOf(source);
  if (amount === null) throw failure('cut an address', 'You must pass an integer for arithmetic');
  const count = Number(text(amount));
  const bits = count < 0 ? bitText(net).slice(count) : bitText(net).slice(0, count);
  const unit = net.version === 6 ? 16 : 8;
  const parts = bits.match(new RegExp(`.{1,${unit}}`, 'g')) ?? [];
  return parts.map((part) => Number.parseInt(part, 2).toString(net.version === 6 ? 16 : 10)).join(net.version === 6 ? ':' : '.');
}

function ipv6form(value: Value, call: Call): Value {
  const forms: Documented = { type: 'str', choices: ['compress', 'expand', 'x509'] };
  const [source = null, format = null] = documented(value, call, { value: given, format: forms });
  if (format === null) throw failure('write an address', 'You must pass valid format');
  const address = addressOf(source);
  if (address.version === 4) {
    if (format === 'x509') throw failure('write an address', `${text(source)} is no IPv6 address`);
    return addressText(4, address.value);
  }
  if (format === 'compress') return compressed(address.value);
  return expanded(address.value, format === 'expand' ? 4 : 1);
}

/** The address that a machine with this hardware address gives itself in an IPv6 network. */
function slaac(value: Value, call: Call): Value {
  const [source = null, query = ''] = documented(value, call, { value: given, query: { type: 'str', default: '' } });
  const net = placed(source);
  const hex = truthy(query) ? macDigits(text(query)) : undefined;
  if (net?.version !== 6 || hex === undefined) return false;
  const mac = BigInt(`0x${hex}`) ^ (1n << 41n);
  const interfaceId = ((mac >> 24n) << 40n) | (0xfffen << 24n) | (mac & 0xffffffn);
  return addressText(6, networkValue(net) + interfaceId);
}
