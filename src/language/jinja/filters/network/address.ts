/** An IP address with its prefix: netaddr's IPNetwork. */
export interface IpNetwork {
  readonly version: 4 | 6;
  readonly value: bigint;
  readonly prefix: number;
}

const families = { 4: 32, 6: 128 } as const;

export function bitsOf(version: 4 | 6): 32 | 128 {
  return families[version];
}

/** An address with or without `/prefix` (or `/netmask`); undefined for anything else. */
export function parseNetwork(source: string): IpNetwork | undefined {
  const [address = '', suffix, ...more] = source.split('/');
  const parsed = parseAddress(address);
  if (parsed === undefined || more.length > 0) return undefined;
  const bits = bitsOf(parsed.version);
  if (suffix === undefined) return { ...parsed, prefix: bits };
  const prefix = /^\d+$/.test(suffix) ? Number(suffix) : prefixOfMask(suffix, parsed.version);
  return prefix === undefined || prefix > bits ? undefined : { ...parsed, prefix };
}

export function parseAddress(source: string): { version: 4 | 6; value: bigint } | undefined {
  const value = source.includes(':') ? parseV6(source) : parseV4(source);
  return value === undefined ? undefined : { version: source.includes(':') ? 6 : 4, value };
}

function parseV4(source: string): bigint | undefined {
  const parts = source.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseV6(source: string): bigint | undefined {
  const hex = withoutDots(source);
  const halves = hex?.split('::') ?? [];
  const [left, right] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || left === undefined) return undefined;
  const groups = right === undefined ? left : filled(left, right);
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** An address that ends in an IPv4 address, with that as two groups. */
function withoutDots(source: string): string | undefined {
  const [, head, tail] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(source) ?? [];
  if (tail === undefined) return source;
  const value = parseV4(tail);
  return value === undefined ? undefined : `${head}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

/** The zeros that `::` stands for, at least one. */
function filled(left: readonly string[], right: readonly string[]): string[] {
  const missing = Math.max(1, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: missing }, () => '0'), ...right];
}

function prefixOfMask(mask: string, version: 4 | 6): number | undefined {
  const parsed = parseAddress(mask);
  if (parsed === undefined || parsed.version !== version) return undefined;
  const bits = parsed.value.toString(2).padStart(bitsOf(version), '0');
  const netmask = /^(1*)0*$/.exec(bits);
  const hostmask = /^(0*)1*$/.exec(bits);
  return netmask?.[1]?.length ?? hostmask?.[1]?.length;
}

export function addressText(version: 4 | 6, value: bigint): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  if (value >> 32n === 0xffffn) return `::ffff:${addressText(4, value & 0xffffffffn)}`;
  if (value >> 32n === 0n && value >> 16n !== 0n) return `::${addressText(4, value)}`;
  return compressed(value);
}

/** A number as netaddr takes it: of IPv4 as long as it fits. */
export function guessedText(value: bigint): string {
  return addressText(value >> 32n === 0n ? 4 : 6, value);
}

/** An IPv6 address as Python's `ipaddress` writes it, never with dots. */
export function compressed(value: bigint): string {
  const groups = groupsOf(value).map((group) => group.toString(16));
  const run = longestZeros(groups);
  if (run.length < 2) return groups.join(':');
  return `${groups.slice(0, run.start).join(':')}::${groups.slice(run.start + run.length).join(':')}`;
}

/** The eight groups of an IPv6 address. */
export function groupsOf(value: bigint): number[] {
  return Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
}

function longestZeros(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, i) => {
    if (group !== '0') start = i + 1;
    else if (i + 1 - start > best.length) best = { start, length: i + 1 - start };
  });
  return best;
}

export function sizeOf(net: IpNetwork): bigint {
  return 1n << BigInt(bitsOf(net.version) - net.prefix);
}

export function networkValue(net: IpNetwork): bigint {
  return net.value & ~(sizeOf(net) - 1n);
}

export function lastValue(net: IpNetwork): bigint {
  return networkValue(net) | (sizeOf(net) - 1n);
}

export function netmaskValue(net: IpNetwork): bigint {
  return ((1n << BigInt(bitsOf(net.version))) - 1n) ^ (sizeOf(net) - 1n);
}

/** `10.0.0.1/8`, with the address as it is. */
export function networkText(net: IpNetwork): string {
  return `${addressText(net.version, net.value)}/${net.prefix}`;
}

/** The network alone, `10.0.0.0/8`. */
export function cidrOf(net: IpNetwork): IpNetwork {
  return { ...net, value: networkValue(net) };
}

export function contains(outer: IpNetwork, inner: IpNetwork): boolean {
  return outer.version === inner.version && networkValue(outer) <= networkValue(inner) && lastValue(outer) >= lastValue(inner);
}

/** Whether an address lies in one of the networks. */
export function isWithin(net: IpNetwork, networks: readonly string[]): boolean {
  const single = { ...net, prefix: bitsOf(net.version) };
  return networks.some((source) => {
    const outer = parseNetwork(source);
    return outer !== undefined && contains(outer, single);
  });
}
