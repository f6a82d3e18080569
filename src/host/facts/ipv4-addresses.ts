import { networkInterfaces } from 'node:os';
import { ipv4Network } from './addresses.ts';
import type { FactContext, Facts } from './context.ts';
import { connectedNetworks, type LocalAddresses } from './routes.ts';

export interface Ipv4 extends Facts {
  readonly address: string;
  readonly broadcast: string;
  readonly netmask: string;
  readonly network: string;
  readonly prefix: string;
}

/** By device; the first address of each is the primary one. */
export function ipv4Addresses(files: FactContext['files'], local: LocalAddresses): Map<string, Ipv4[]> {
  const result = new Map<string, Ipv4[]>();
  const add = (device: string, entry: Ipv4) => result.set(device, [...(result.get(device) ?? []), entry]);
  const seen = new Set<string>();
  for (const [label, addresses = []] of Object.entries(networkInterfaces())) {
    for (const { family, address, cidr, internal } of addresses) {
      if (family !== 'IPv4') continue;
      seen.add(address);
      const prefix = Number(cidr?.split('/')[1] ?? 32);
      add(label.split(':')[0] ?? label, ipv4Entry(address, prefix, internal ? new Set() : local.broadcast));
    }
  }
  for (const { device, address, prefix } of unplugged(files, local, seen)) {
    add(device, ipv4Entry(address, prefix, local.broadcast));
  }
  return result;
}

function ipv4Entry(address: string, prefix: number, broadcasts: ReadonlySet<string>): Ipv4 {
  const { broadcast, netmask, network } = ipv4Network(address, prefix);
  return { address, broadcast: broadcasts.has(broadcast) ? broadcast : '', netmask, network, prefix: String(prefix) };
}

/**
 * Addresses that the kernel has and Node does not tell, since nothing is plugged into their device: that of a bridge
 * whose containers are all stopped, for one. The route to its network says whose it is.
 */
function unplugged(files: FactContext['files'], local: LocalAddresses, seen: ReadonlySet<string>) {
  const networks = connectedNetworks(files);
  return local.local.flatMap((address) => {
    if (seen.has(address) || address.includes('/')) return [];
    const found = networks.find(({ network, prefix }) => ipv4Network(address, prefix).network === network);
    return found === undefined ? [] : [{ ...found, address }];
  });
}
