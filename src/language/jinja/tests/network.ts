import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, required, type Test } from '../callable.ts';
import {
  cidrOf,
  contains,
  type IpNetwork,
  networkValue,
  parseAddress,
  parseNetwork,
  sizeOf,
} from '../filters/network/address.ts';
import { hwaddr } from '../filters/network/hwaddr.ts';
import { isGlobal, isLoopback, isMulticast } from '../filters/network/ranges.ts';
import { iterate } from '../python/iterate.ts';

/** ansible.utils 5.1.2's tests of addresses. */
export const networkTests: Readonly<Record<string, Test>> = {
  ip: (value) => strictNetwork(value) !== undefined,
  ip_address: (value) => parseAddress(text(value)) !== undefined,
  ipv4: (value) => strictNetwork(value)?.version === 4,
  ipv4_address: (value) => parseAddress(text(value))?.version === 4,
  ipv6: (value) => strictNetwork(value)?.version === 6,
  ipv6_address: (value) => parseAddress(text(value))?.version === 6,
  ipv4_netmask: (value) => isMask(value, (bits) => /^1*0*$/.test(bits)),
  ipv4_hostmask: (value) => isMask(value, (bits) => /^0*1*$/.test(bits)),
  mac: (value) => truthy(hwaddr(value, '')),
  loopback: addressTest(isLoopback),
  multicast: addressTest(isMulticast),
  private: addressTest((net) => !isGlobal(net)),
  public: addressTest((net) => isGlobal(net)),
  unspecified: addressTest((net) => net.value === 0n),
  in_network: (value, call) => isInside(value, other(call)),
  subnet_of: (value, call) => isInside(value, other(call)),
  supernet_of: (value, call) => isInside(other(call), value),
  in_any_network: (value, call) => iterate(other(call)).some((network) => isInside(value, network)),
  in_one_network: (value, call) => iterate(other(call)).filter((network) => isInside(value, network)).length === 1,
};

function other(call: Call): Value {
  return bind(call, { network: required })[0] ?? null;
}

/** A network must not have bits beyond its prefix. */
function strictNetwork(value: Value): IpNetwork | undefined {
  const net = parseNetwork(text(value));
  return net !== undefined && net.value === networkValue(net) ? net : undefined;
}

function isInside(inner: Value, outer: Value): boolean {
  const [a, b] = [parseNetwork(text(inner)), parseNetwork(text(outer))];
  return a !== undefined && b !== undefined && contains(cidrOf(b), cidrOf(a));
}

function addressTest(holds: (net: IpNetwork) => boolean): Test {
  return (value) => {
    const net = parseNetwork(text(value));
    return net !== undefined && sizeOf(net) === 1n && holds(net);
  };
}

function isMask(value: Value, holds: (bits: string) => boolean): boolean {
  const address = parseAddress(text(value));
  return address?.version === 4 && holds(address.value.toString(2).padStart(32, '0'));
}
