import { text, truthy } from '../../../../core/value/text.ts';
import type { Value } from '../../../../core/value/types.ts';
import { failure } from '../../python/failure.ts';
import { isListLike, iterate } from '../../python/iterate.ts';
import {
  addressText,
  bitsOf,
  contains,
  type IpNetwork,
  lastValue,
  networkText,
  networkValue,
  parseNetwork,
  sizeOf,
} from './address.ts';
import { type Kind, queries } from './queries.ts';

/**
 * ansible.utils 5.1.2's `ipaddr`: checks addresses and answers a query about each; a list keeps those that have
 * an answer. False for what is no address, null where the query does not apply.
 */
export function ipaddr(value: Value, query: Value = '', version: 4 | 6 | undefined = undefined): Value {
  if (isListLike(value)) {
    return iterate(value)
      .map((item) => ipaddr(item, text(query), version))
      .filter(truthy);
  }
  if (!truthy(value) || value === true) return false;
  const read = readAddress(text(value), version);
  if (read === undefined) return false;
  return version !== undefined && read.net.version !== version ? false : answered(read, text(query));
}

/** A query by its name, the network that is to hold the address, or a position. */
function answered({ net, kind, source }: Read, query: string): Value {
  const answer = Object.hasOwn(queries, query) ? queries[query] : undefined;
  if (answer !== undefined) return answer(net, kind, source);
  if (/^-?\d+$/.test(query)) return indexed(net, kind, query);
  const outer = parseNetwork(query);
  if (outer === undefined) throw failure('look at an address', `unknown filter type: ${query}`);
  return contains(outer, net) ? source : null;
}

interface Read {
  readonly net: IpNetwork;
  readonly kind: Kind;
  readonly source: string;
}

/** An address, a network, or a number (of IPv4 as long as it fits), alone or with a prefix. */
function readAddress(source: string, version: 4 | 6 | undefined): Read | undefined {
  const net = parseNetwork(source);
  if (net !== undefined) return { net, kind: source.includes('/') ? 'network' : 'address', source };
  const [, digits, prefix] = /^(\d+)(?:\/(\d+))?$/.exec(source) ?? [];
  if (digits === undefined) return undefined;
  const value = BigInt(digits);
  const family = version === 6 || value >= 1n << 32n ? 6 : 4;
  const bits = bitsOf(family);
  if (value >= 1n << BigInt(bits) || Number(prefix ?? 0) > bits) return undefined;
  const numbered = { version: family, value, prefix: prefix === undefined ? bits : Number(prefix) } as const;
  return { net: numbered, kind: prefix === undefined ? 'address' : 'network', source: networkText(numbered) };
}

/** The n-th address of a network. */
function indexed(net: IpNetwork, kind: Kind, query: string): Value {
  if (sizeOf(net) === 1n) return kind === 'address' ? addressText(net.version, net.value) : networkText(net);
  const nth = nthAddress(net, BigInt(query));
  return nth === undefined ? false : `${addressText(net.version, nth)}/${net.prefix}`;
}

/** Counted from the first address, or for negative numbers from behind the last. */
export function nthAddress(net: IpNetwork, index: bigint): bigint | undefined {
  const value = index < 0n ? lastValue(net) + 1n + index : networkValue(net) + index;
  return value < networkValue(net) || value > lastValue(net) ? undefined : value;
}
