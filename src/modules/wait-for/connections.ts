import { isIPv4 } from 'node:net';

const stateCodes: Readonly<Record<string, string>> = {
  ESTABLISHED: '01',
  SYN_SENT: '02',
  SYN_RECV: '03',
  FIN_WAIT1: '04',
  FIN_WAIT2: '05',
  TIME_WAIT: '06',
};

export interface Watched {
  readonly address: string;
  readonly port: number;
  readonly states: readonly string[];
  /** Addresses of the other side that do not count. */
  readonly excluded: readonly string[];
}

/**
 * How many connections of a port a table of the kernel lists (/proc/net/tcp and tcp6 of Linux). One that listens on
 * every address counts for each.
 */
export function countConnections(table: string, watched: Watched): number {
  const codes = watched.states.map((state) => stateCodes[state]);
  const port = watched.port.toString(16).toUpperCase().padStart(4, '0');
  const own = [...hexAddresses(watched.address), '00000000', '0'.repeat(32), `0000000000000000FFFF0000${'0'.repeat(8)}`];
  const others = watched.excluded.flatMap(hexAddresses);
  return table.split('\n').filter((line) => {
    const [, local = '', remote = '', state = ''] = line.trim().split(/\s+/);
    const [address = '', localPort] = local.split(':');
    return localPort === port && codes.includes(state) && own.includes(address) && !others.includes(remote.split(':')[0] ?? '');
  }).length;
}

/** An address as the kernel writes it: words of four bytes, each the other way round; IPv4 as mapped IPv6 as well. */
function hexAddresses(address: string): string[] {
  if (!isIPv4(address)) return [swapped(ipv6Bytes(address))];
  const own = swapped(address.split('.').map(Number));
  return [own, `0000000000000000FFFF0000${own}`];
}

function swapped(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 4) {
    const word = bytes.slice(i, i + 4).reverse();
    text += word.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  return text.toUpperCase();
}

function ipv6Bytes(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const groups = (part: string | undefined): string[] => (part === undefined || part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail)];
  const middle = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...middle, ...after].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
