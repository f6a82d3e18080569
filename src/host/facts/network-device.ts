import type { FactContext, Facts } from './context.ts';
import { content, entries, exists, linkName } from './read.ts';

type Files = FactContext['files'];

interface Device extends Facts {
  readonly device: string;
  readonly macaddress?: string;
  readonly mtu?: number;
  readonly type?: string;
}

/** ARP hardware types of Linux. */
const kinds: Readonly<Record<string, string>> = {
  '1': 'ether',
  '32': 'infiniband',
  '512': 'ppp',
  '772': 'loopback',
  '65534': 'tunnel',
};

const promiscuous = 0x100;

/** Neither a colon nor a hyphen could stand in a variable's name. */
export function interfaceFactName(device: string): string {
  return device.replace(/[:-]/g, '_');
}

/** What /sys says about a network interface, under the names of ansible-core 2.18. */
export function device(files: Files, name: string): Device {
  const path = `/sys/class/net/${name}`;
  const read = (file: string): string | undefined => content(files, `${path}/${file}`);
  const mac = read('address');
  const mtu = read('mtu');
  const state = read('operstate');
  const kind = read('type');
  const module = linkName(files, `${path}/device/driver/module`);
  const pciid = linkName(files, `${path}/device`);
  const speed = read('speed');
  const flags = read('flags');
  return {
    device: name,
    ...(mac === undefined || mac === '00:00:00:00:00:00' ? {} : { macaddress: mac }),
    ...(mtu === undefined ? {} : { mtu: Number(mtu) }),
    ...(state === undefined ? {} : { active: state !== 'down' }),
    ...(module === undefined ? {} : { module }),
    ...(kind === undefined ? {} : { type: kinds[kind] ?? 'unknown' }),
    ...bridge(files, path, read),
    ...bonding(files, path, read),
    ...(pciid === undefined ? {} : { pciid }),
    ...(speed === undefined ? {} : { speed: Number(speed) }),
    ...(flags === undefined ? {} : { promisc: (Number.parseInt(flags, 16) & promiscuous) !== 0 }),
  };
}

type Read = (file: string) => string | undefined;

function bridge(files: Files, path: string, read: Read): Facts {
  if (!exists(files, `${path}/bridge`)) return {};
  const interfaces = entries(files, `${path}/brif`);
  return { type: 'bridge', interfaces, id: read('bridge/bridge_id') ?? '', stp: read('bridge/stp_state') === '1' };
}

function bonding(files: Files, path: string, read: Read): Facts {
  const permanent = exists(files, `${path}/bonding_slave`) ? { perm_macaddress: read('bonding_slave/perm_hwaddr') ?? '' } : {};
  if (!exists(files, `${path}/bonding`)) return permanent;
  const first = (file: string): string | undefined => read(`bonding/${file}`)?.split(/\s+/)[0];
  const primary = read('bonding/primary');
  const all = read('bonding/all_slaves_active');
  return {
    ...permanent,
    type: 'bonding',
    slaves: read('bonding/slaves')?.split(/\s+/) ?? [],
    mode: first('mode'),
    miimon: first('miimon'),
    lacp_rate: first('lacp_rate'),
    ...(primary === undefined ? {} : { primary, ...(all === undefined ? {} : { all_slaves_active: all === '1' }) }),
  };
}
