import { ipv4Network } from './addresses.ts';
import type { FactContext, FactGroup, Facts } from './context.ts';
import { type Ipv4, ipv4Addresses } from './ipv4-addresses.ts';
import { type Ipv6, ipv6Addresses } from './ipv6-addresses.ts';
import { device, interfaceFactName } from './network-device.ts';
import { content, entries } from './read.ts';
import { type DefaultRoute, defaultRoute4, defaultRoute6, localAddresses } from './routes.ts';

/** As ansible-core 2.18's network facts, from /sys and /proc in the place of ip(8). One fact more for each interface. */
export const networkFacts: FactGroup = {
  collector: 'network',
  names: [...['interfaces', 'default_ipv4', 'default_ipv6', 'all_ipv4_addresses', 'all_ipv6_addresses', 'locally_reachable_ips']],
  gather,
};

function gather({ files }: FactContext): Facts {
  const local = localAddresses(files);
  const ipv4 = ipv4Addresses(files, local);
  const ipv6 = ipv6Addresses(files);
  const devices = entries(files, '/sys/class/net')
    .map((name) => ({ name, index: Number(content(files, `/sys/class/net/${name}/ifindex`)) }))
    .filter(({ index }) => !Number.isNaN(index))
    .sort((a, b) => a.index - b.index)
    .map(({ name }) => withAddresses(device(files, name), ipv4.get(name) ?? [], ipv6.get(name) ?? []));
  const all4 = [...ipv4.values()].flat().map((entry) => entry.address);
  const all6 = [...ipv6.values()].flat().map((entry) => entry.address);
  return {
    ...Object.fromEntries(devices.map((facts) => [interfaceFactName(facts.device), facts])),
    interfaces: devices.map((facts) => facts.device.replaceAll(':', '_')),
    default_ipv4: defaultIpv4(defaultRoute4(files), devices, ipv4),
    default_ipv6: defaultIpv6(defaultRoute6(files), devices, ipv6),
    all_ipv4_addresses: all4.filter((address) => !address.startsWith('127.')),
    all_ipv6_addresses: all6.filter((address) => address !== '::1'),
    locally_reachable_ips: { ipv4: local.local, ipv6: all6 },
  };
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
