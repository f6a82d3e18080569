import { failure } from '../../python/failure.ts';
import { cidrOf, contains, type IpNetwork, lastValue, networkValue, sizeOf } from './address.ts';

/** The fewest networks that hold the same addresses, IPv4 first, in order; one that touches no other stays as it is. */
export function mergeNetworks(networks: readonly IpNetwork[]): IpNetwork[] {
  const alone = networks.filter((net) => networks.every((other) => net === other || !touch(net, other)));
  return merged(networks).map((whole) => alone.find((net) => contains(whole, net)) ?? whole);
}

function touch(a: IpNetwork, b: IpNetwork): boolean {
  return a.version === b.version && networkValue(a) <= lastValue(b) + 1n && networkValue(b) <= lastValue(a) + 1n;
}

function merged(networks: readonly IpNetwork[]): IpNetwork[] {
  const sorted = networks.map(cidrOf).toSorted((a, b) => a.version - b.version || order(a.value, b.value) || a.prefix - b.prefix);
  const found: IpNetwork[] = [];
  for (const net of sorted) {
    const last = found.at(-1);
    if (last !== undefined && contains(last, net)) continue;
    found.push(net);
    joinHalves(found);
  }
  return found;
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

/**
 * A network that holds all of them by netaddr 1.3's reckoning, which looks at the first and the last one only;
 * undefined for none.
 * @throws DroverError `TEMPLATE_FAILED` for addresses of both versions
 */
export function spanningNetwork(networks: readonly IpNetwork[]): IpNetwork | undefined {
  const sorted = networks.toSorted(
    (a, b) => order(networkValue(a), networkValue(b)) || a.prefix - b.prefix || order(a.value, b.value),
  );
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined || networks.length === 1) return lowest;
  const { version } = lowest;
  if (networks.some((net) => net.version !== version))
    throw failure('merge networks', 'IP sequence cannot contain both IPv4 and IPv6!');
  let whole: IpNetwork = { version, value: lastValue(highest), prefix: highest.prefix };
  while (whole.prefix > 0 && whole.value > networkValue(lowest)) whole = cidrOf({ ...whole, prefix: whole.prefix - 1 });
  return whole;
}
