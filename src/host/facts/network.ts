import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { ipv4Network, ipv6Address } from './addresses.ts';
import type { FactContext, FactGroup, Facts } from './context.ts';
import { device } from './network-device.ts';
import { content, entries, lines } from './read.ts';
import { type DefaultRoute, defaultRoute4, defaultRoute6, localAddresses } from './routes.ts';

/** As ansible-core 2.18's network facts, from /sys and /proc in the place of ip(8). One fact more for each interface. */
export const networkFacts: FactGroup = {
  collector: 'network',
  names: [...['interfaces', 'default_ipv4', 'default_ipv6', 'all_ipv4_addresses', 'all_ipv6_addresses', 'locally_reachable_ips']],
  gather,
};

type Files = FactContext['files'];

interface Ipv4 extends Facts {
  readonly address: string;
  readonly broadcast: string;
  readonly netmask: string;
  readonly network: string;
  readonly prefix: string;
}

interface Ipv6 extends Facts {
  readonly address: string;
  readonly prefix: string;
  readonly scope: string;
}

function gather({ files }: FactContext): Facts {
  const local = localAddresses(files);
  const ipv4 = ipv4Addresses(local.broadcast);
  const ipv6 = ipv6Addresses(files);
  const devices = entries(files, '/sys/class/net')
    .map((name) => ({ name, index: Number(content(files, `/sys/class/net/${name}/ifindex`)) }))
    .filter(({ index }) => !Number.isNaN(index))
    .sort((a, b) => a.index - b.index)
    .map(({ name }) => withAddresses(device(files, name), ipv4.get(name) ?? [], ipv6.get(name) ?? []));
  const all4 = [...ipv4.values()].flat().map((entry) => entry.address);
  const all6 = [...ipv6.values()].flat().map((entry) => entry.address);
  return {
    ...Object.fromEntries(devices.map((facts) => [factName(String(facts.device)), facts])),
    interfaces: devices.map((facts) => factName(String(facts.device))),
    default_ipv4: defaultIpv4(defaultRoute4(files), devices, ipv4),
    default_ipv6: defaultIpv6(defaultRoute6(files), devices, ipv6),
    all_ipv4_addresses: all4.filter((address) => !address.startsWith('127.')),
    all_ipv6_addresses: all6.filter((address) => address !== '::1'),
    locally_reachable_ips: { ipv4: local.local, ipv6: all6 },
  };
}

/** A colon could not stand in a variable's name. */
function factName(device: string): string {
  return device.replaceAll(':', '_');
}

/** By device; the first address of each is the primary one. */
function ipv4Addresses(broadcasts: ReadonlySet<string>): Map<string, Ipv4[]> {
  const result = new Map<string, Ipv4[]>();
  for (const [label, addresses] of Object.entries(networkInterfaces())) {
    const name = label.split(':')[0] ?? label;
    const own = (addresses ?? []).filter(({ family }) => family === 'IPv4').map((address) => ipv4Entry(address, broadcasts));
    result.set(name, [...(result.get(name) ?? []), ...own]);
  }
  return result;
}

function ipv4Entry({ address, cidr, internal }: NetworkInterfaceInfo, broadcasts: ReadonlySet<string>): Ipv4 {
  const prefix = Number(cidr?.split('/')[1] ?? 32);
  const { broadcast, netmask, network } = ipv4Network(address, prefix);
  const isKnown = !internal && broadcasts.has(broadcast);
  return { address, broadcast: isKnown ? broadcast : '', netmask, network, prefix: String(prefix) };
}

const scopes: Readonly<Record<string, string>> = { '00': 'global', '10': 'host', '20': 'link', '40': 'site' };

function ipv6Addresses(files: Files): Map<string, Ipv6[]> {
  const result = new Map<string, Ipv6[]>();
  for (const line of lines(files, '/proc/net/if_inet6')) {
    const [hex = '', , prefix = '', scope = '', , name = ''] = line.trim().split(/\s+/);
    const entry = { address: ipv6Address(hex), prefix: String(Number.parseInt(prefix, 16)), scope: scopes[scope] ?? 'global' };
    result.set(name, [...(result.get(name) ?? []), entry]);
  }
  return result;
}

type Device = ReturnType<typeof device>;

function withAddresses(facts: Device, ipv4: readonly Ipv4[], ipv6: readonly Ipv6[]): Device {
  const [first, ...more] = ipv4;
  return {
    ...facts,
    ...(first === undefined ? {} : { ipv4: first }),
    ...(more.length === 0 ? {} : { ipv4_secondaries: more }),
    ...(ipv6.length === 0 ? {} : { ipv6 }),
  };
}

function linkOf(devices: readonly Device[], name: string): Facts {
  const { macaddress, mtu, type = 'unknown' } = devices.find((facts) => facts.device === name) ?? {};
  return { ...(macaddress === undefined ? {} : { macaddress }), mtu, type };
}

/** With the address the kernel would send from: that of the gateway's network, else the device's first. */
function defaultIpv4(route: DefaultRoute | undefined, devices: readonly Device[], ipv4: ReadonlyMap<string, Ipv4[]>): Facts {
  if (route === undefined) return {};
  const candidates = ipv4.get(route.interface) ?? [];
  const near = ({ network, prefix }: Ipv4): boolean =>
    route.gateway !== undefined && ipv4Network(route.gateway, Number(prefix)).network === network;
  const source = candidates.find(near) ?? candidates[0];
  return source === undefined
    ? { ...route }
    : { ...route, ...source, ...linkOf(devices, route.interface), alias: route.interface };
}

function defaultIpv6(route: DefaultRoute | undefined, devices: readonly Device[], ipv6: ReadonlyMap<string, Ipv6[]>): Facts {
  if (route === undefined) return {};
  const source = ipv6.get(route.interface)?.find((entry) => entry.scope === 'global');
  return source === undefined ? { ...route } : { ...route, ...source, ...linkOf(devices, route.interface) };
}
