import { text } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, required, type Test } from '../callable.ts';
import { bitsOf, contains, type IpNetwork, networkValue, parseAddress, parseNetwork } from '../filters/network/address.ts';
import { isGlobal, isLoopback, isMulticast, isReserved, isShared } from '../filters/network/ranges.ts';
import { stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { iterate } from '../python/iterate.ts';

/** ansible.utils 5.1.2's tests of addresses. */
export const networkTests: Readonly<Record<string, Test>> = {
  ip: (value) => strictNetwork(value) !== undefined,
  ip_address: (value) => parseAddress(textOf(value)) !== undefined,
  ipv4: (value) => strictNetwork(value)?.version === 4,
  ipv4_address: (value) => parseAddress(textOf(value))?.version === 4,
  ipv6: (value) => strictNetwork(value)?.version === 6,
  ipv6_address: (value) => parseAddress(textOf(value))?.version === 6,
  ipv4_netmask: (value) => isMask(value, /^1+0*$/),
  ipv4_hostmask: (value) => isMask(value, /^0+1+$/),
  mac: (value) => macForm.test(stringOnly(value, 'test an address')),
  loopback: alone(isLoopback),
  multicast: alone(isMulticast),
  private: alone((net) => !isGlobal(mapped(net)) && !isShared(net)),
  public: alone((net) => isGlobal(mapped(net))),
  reserved: alone(isReserved),
  ipv6_ipv4_mapped: alone(({ version, value }) => version === 6 && value >> 32n === 0xffffn),
  ipv6_sixtofour: alone(({ version, value }) => version === 6 && value >> 112n === 0x2002n),
  ipv6_teredo: alone(({ version, value }) => version === 6 && value >> 96n === 0x2001_0000n),
  unspecified: alone((net) => net.value === 0n),
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
  const net = parseNetwork(textOf(value));
  return net !== undefined && net.value === networkValue(net) ? net : undefined;
}

function isInside(inner: Value, outer: Value): boolean {
  const [a, b] = [strictNetwork(inner), strictNetwork(outer)];
  return a !== undefined && b !== undefined && contains(b, a);
}

/** Of an address without a prefix. */
function alone(holds: (address: IpNetwork) => boolean): Test {
  return (value) => {
    const address = parseAddress(textOf(value));
    return address !== undefined && holds({ ...address, prefix: bitsOf(address.version) });
  };
}

/** An IPv4 address that is written as one of IPv6, as itself. */
function mapped(net: IpNetwork): IpNetwork {
  const isMapped = net.version === 6 && net.value >> 32n === 0xffffn;
  return isMapped ? { version: 4, value: net.value & 0xffff_ffffn, prefix: 32 } : net;
}

const macForm = /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}\n?$|^([0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})\n?$|^[0-9a-f]{12}\n?$/i;

/** Python's text of an argument that is to be there. */
function textOf(value: Value): string {
  if (value === null) throw failure('test an address', 'it is to be a string, not None');
  return text(value);
}

function isMask(value: Value, form: RegExp): boolean {
  const address = parseAddress(textOf(value));
  return address?.version === 4 && form.test(address.value.toString(2).padStart(32, '0'));
}
