import { text } from '../../../../core/value/text.ts';
import { integer, type Value } from '../../../../core/value/types.ts';
import type { Call } from '../../callable.ts';
import { failure } from '../../python/failure.ts';
import { documented } from '../data/arguments.ts';
import { bitsOf, cidrOf, guessedText, type IpNetwork, networkText, parseNetwork, sizeOf } from './address.ts';
import { ipaddr } from './ipaddr.ts';

/** ansible.utils 5.1.2's `ipsubnet`: how many subnets there are, the n-th of them, or which one a network is. */
export function ipsubnet(value: Value, call: Call): Value {
  const [source = null, wanted = '', index = null] = documented(value, call, {
    value: { type: 'str', required: true },
    query: { type: 'str', default: '' },
    index: { type: 'int' },
  });
  const subnet = ipaddr(source, 'subnet');
  const net = typeof subnet === 'string' ? parseNetwork(subnet) : undefined;
  if (net === undefined) return false;
  const query = text(wanted);
  if (query === '') return networkText(net);
  if (!/^\d+$/.test(query)) return rankIn(net, query);
  const size = Number(query);
  if (size > bitsOf(net.version)) return false;
  const at = index === null ? undefined : Number(index);
  if (sizeOf(net) === 1n) return supernet(net, size, at);
  if (at !== undefined) return nthSubnet(net, size, at);
  if (size < net.prefix) throw failure('count subnets', `Requested subnet size of ${size} is invalid`);
  return text(integer(2n ** BigInt(size - net.prefix)));
}

/** The networks that hold an address, from the given size on. */
function supernet(net: IpNetwork, size: number, index: number | undefined): Value {
  const bits = bitsOf(net.version);
  if (index !== undefined && (index > bits + 1 - index || index < size - bits)) return false;
  const prefix = index !== undefined && index < 0 ? bits + index : size + (index ?? 0);
  if (prefix < size || prefix >= bits) throw failure('count subnets', 'there is no such network');
  return networkText(cidrOf({ ...net, prefix }));
}

function nthSubnet(net: IpNetwork, size: number, index: number): Value {
  const count = 2 ** (size - net.prefix);
  const at = index < 0 ? index + count : index;
  if (at < 0 || at >= count) return false;
  return `${guessedText(net.value + (BigInt(at) << BigInt(bitsOf(net.version) - size)))}/${size}`;
}

/** Which subnet of the other network this one is, counted from 1; both are read with the first one's length. */
function rankIn(net: IpNetwork, query: string): Value {
  const subnet = ipaddr(query, 'subnet');
  const outer = typeof subnet === 'string' ? parseNetwork(subnet) : undefined;
  if (outer === undefined) throw failure('count subnets', `You must pass a valid subnet or IP address; ${query} is invalid`);
  const bits = bitsOf(net.version);
  const [rest, own] = [BigInt(bits - outer.prefix), BigInt(bits - net.prefix)];
  if (rest < 0n || net.prefix < outer.prefix || net.value >> rest !== outer.value >> rest)
    throw failure('count subnets', `${networkText(net)} is not in the subnet ${networkText(outer)}`);
  return text(integer(((net.value >> own) & (2n ** BigInt(net.prefix - outer.prefix) - 1n)) + 1n));
}
