import { ipv6Address, routeAddress } from './addresses.ts';
import type { FactContext } from './context.ts';
import { lines } from './read.ts';

export interface DefaultRoute {
  readonly interface: string;
  /** Absent where the interface itself is the way out. */
  readonly gateway?: string;
}

type Files = FactContext['files'];

/** Flags of a route: it is usable; it refuses. */
const up = 0x1;
const reject = 0x200;

/** The default route of `/proc/net/route` with the lowest metric. */
export function defaultRoute4(files: Files): DefaultRoute | undefined {
  const routes = lines(files, '/proc/net/route')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, destination, , flags, , , , mask]) => destination === '00000000' && mask === '00000000' && isUsable(flags))
    .sort((a, b) => Number(a[6]) - Number(b[6]));
  const [device, , gateway = ''] = routes[0] ?? [];
  return device === undefined ? undefined : withGateway(device, gateway, routeAddress);
}

/** The same of `/proc/net/ipv6_route`, whose numbers are hexadecimal. */
export function defaultRoute6(files: Files): DefaultRoute | undefined {
  const routes = lines(files, '/proc/net/ipv6_route')
    .map((line) => line.trim().split(/\s+/))
    .filter(([destination = '', prefix, , , , , , , flags]) => /^0+$/.test(destination) && prefix === '00' && isUsable(flags))
    .filter((words) => words[9] !== 'lo')
    .sort((a, b) => Number.parseInt(a[5] ?? '', 16) - Number.parseInt(b[5] ?? '', 16));
  const [, , , , gateway = '', , , , , device] = routes[0] ?? [];
  return device === undefined ? undefined : withGateway(device, gateway, ipv6Address);
}

/** The networks that a device of the machine leads to without a gateway, the smallest first. */
export function connectedNetworks(
  files: Files,
): { readonly device: string; readonly network: string; readonly prefix: number }[] {
  const routes = lines(files, '/proc/net/route').map((line) => line.trim().split(/\s+/));
  return routes
    .filter(([, , gateway, flags]) => gateway === '00000000' && isUsable(flags))
    .map(([device = '', network = '', , , , , , mask = '']) => ({ device, network: routeAddress(network), prefix: bitsOf(mask) }))
    .filter(({ prefix }) => prefix > 0)
    .sort((a, b) => b.prefix - a.prefix);
}

function bitsOf(mask: string): number {
  return [...Number.parseInt(mask, 16).toString(2)].filter((bit) => bit === '1').length;
}

function isUsable(flags: string | undefined): boolean {
  const bits = Number.parseInt(flags ?? '0', 16);
  return (bits & up) !== 0 && (bits & reject) === 0;
}

function withGateway(device: string, hex: string, format: (hex: string) => string): DefaultRoute {
  return /^0*$/.test(hex) ? { interface: device } : { interface: device, gateway: format(hex) };
}

export interface LocalAddresses {
  readonly local: readonly string[];
  readonly broadcast: ReadonlySet<string>;
}

/** What `/proc/net/fib_trie` calls local (`127.0.0.0/8`, `192.0.2.2`) and the broadcast addresses. */
export function localAddresses(files: Files): LocalAddresses {
  const local = new Set<string>();
  const broadcast = new Set<string>();
  let address = '';
  for (const line of lines(files, '/proc/net/fib_trie')) {
    const leaf = /\|-- (\S+)/.exec(line)?.[1];
    if (leaf !== undefined) address = leaf;
    const [, prefix, kind] = /\/(\d+) \S+ (LOCAL|BROADCAST)/.exec(line) ?? [];
    if (kind === 'BROADCAST') broadcast.add(address);
    if (kind === 'LOCAL') local.add(prefix === '32' ? address : `${address}/${prefix}`);
  }
  return { local: [...local], broadcast };
}
