import { text, truthy } from '../../../../core/value/text.ts';
import { integer, type Value } from '../../../../core/value/types.ts';
import { bind, type Call } from '../../callable.ts';
import { failure } from '../../python/failure.ts';
import { bitsOf, cidrOf, contains, type IpNetwork, networkText, networkValue, parseNetwork, sizeOf } from './address.ts';
import { ipaddr } from './ipaddr.ts';

/** ansible.utils 5.1.2's `ipsubnet`: how many subnets there are, the n-th of them, or which one a network is. */
export function ipsubnet(value: Value, call: Call): Value {
  const [query = '', index = null] = bind(call, { query: '', index: null });
  const given = parseNetwork(text(value));
  if (given === undefined) return false;
  const isAddress = ipaddr(value, 'type') === 'address';
  const net = isAddress && !text(value).includes('/') ? given : cidrOf(given);
  if (!truthy(query) && query !== 0) return networkText(net);
  if (!/^\d+$/.test(text(query))) return rankIn(net, text(query));
  const size = Number(text(query));
  if (size > bitsOf(net.version)) return false;
  if (sizeOf(net) === 1n) return supernet(net, size, index);
  if (index === null) {
    if (size < net.prefix) throw failure('count subnets', `Requested subnet size of ${size} is invalid`);
    return text(integer(2n ** BigInt(size - net.prefix)));
  }
  return nthSubnet(net, size, BigInt(text(index)));
}

/** The networks that hold an address, from the given size on. */
function supernet(net: IpNetwork, size: number, index: Value): Value {
  const at = index === null ? 0 : Number(text(index));
  const prefix = at < 0 ? net.prefix + at : size + at;
  if (prefix < size || prefix >= net.prefix) return false;
  return networkText(cidrOf({ ...net, prefix }));
}

function nthSubnet(net: IpNetwork, size: number, index: bigint): Value {
  if (size < net.prefix) return false;
  const count = 2n ** BigInt(size - net.prefix);
  const at = index < 0n ? index + count : index;
  if (at < 0n || at >= count) return false;
  return networkText({ ...net, prefix: size, value: networkValue(net) + (at << BigInt(bitsOf(net.version) - size)) });
}

/** Which subnet of the other network this one is, counted from 1. */
function rankIn(net: IpNetwork, query: string): Value {
  const outer = parseNetwork(query);
  if (outer === undefined) throw failure('count subnets', `You must pass a valid subnet or IP address; ${query} is invalid`);
  if (!contains(outer, net))
    throw failure('count subnets', `${networkText(net)} is not in the subnet ${networkText(cidrOf(outer))}`);
  return text(integer((net.value - networkValue(outer)) / sizeOf(net) + 1n));
}
