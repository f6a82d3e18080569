import { bitsOf, cidrOf, contains, type IpNetwork, lastValue, networkValue, sizeOf } from './address.ts';

/** The fewest networks that hold the same addresses, IPv4 first, in order. */
export function mergeNetworks(networks: readonly IpNetwork[]): IpNetwork[] {
  const sorted = networks.map(cidrOf).toSorted((a, b) => a.version - b.version || order(a.value, b.value) || a.prefix - b.prefix);
  const merged: IpNetwork[] = [];
  for (const net of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && contains(last, net)) continue;
    merged.push(net);
    joinHalves(merged);
  }
  return merged;
}

function order(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}

/** While the last two are the halves of one network, puts that in their place. */
function joinHalves(merged: IpNetwork[]): void {
  for (;;) {
    const [a, b] = merged.slice(-2);
    if (a === undefined || b === undefined || a.prefix !== b.prefix || a.version !== b.version || a.prefix === 0) return;
    const whole = { ...a, prefix: a.prefix - 1 };
    if (networkValue(whole) !== a.value || a.value + sizeOf(a) !== b.value) return;
    merged.splice(-2, 2, whole);
  }
}

/** The smallest network that holds all of them; undefined for none. */
export function spanningNetwork(networks: readonly IpNetwork[]): IpNetwork | undefined {
  const [first, ...rest] = networks.map(cidrOf);
  if (first === undefined || rest.some((net) => net.version !== first.version)) return first;
  const [low = first.value] = [first, ...rest].map((net) => net.value).toSorted(order);
  const high = [first, ...rest].map(lastValue).toSorted(order).at(-1) ?? low;
  const differing = (low ^ high).toString(2).replace(/^0$/, '').length;
  return cidrOf({ version: first.version, value: low, prefix: bitsOf(first.version) - differing });
}
