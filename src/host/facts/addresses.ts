/** `/proc/net`'s eight hexadecimal digits in the machine's byte order (of a little-endian one) as `192.0.2.1`. */
export function routeAddress(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  return bytes
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}

/** 32 hexadecimal digits as an IPv6 address in its shortest form (RFC 5952). */
export function ipv6Address(hex: string): string {
  const groups = (hex.match(/..../g) ?? []).map((group) => Number.parseInt(group, 16).toString(16));
  const text = groups.join(':');
  // The longest run of zero groups, the first of several, of two or more.
  const runs = [...text.matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)].map((match) => match[0]);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return text;
  const at = text.search(new RegExp(`(?<![0-9a-f])${longest}(?![0-9a-f])`));
  const before = text.slice(0, at).replace(/:$/, '');
  const after = text.slice(at + longest.length).replace(/^:/, '');
  return `${before}::${after}`;
}

export interface Network {
  readonly netmask: string;
  readonly network: string;
  readonly broadcast: string;
}

/** The network that an IPv4 address and its prefix length name. */
export function ipv4Network(address: string, prefix: number): Network {
  const bits = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(bits / size) * size;
  return { netmask: dotted(2 ** 32 - size), network: dotted(first), broadcast: dotted(first + size - 1) };
}

function dotted(bits: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256).join('.');
}
