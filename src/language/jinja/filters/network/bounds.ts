import { ordered } from '../../../../core/value/order.ts';
import { truthy } from '../../../../core/value/text.ts';
import type { Value } from '../../../../core/value/types.ts';
import type { Call } from '../../callable.ts';
import { documented } from '../data/arguments.ts';
import { ipaddr } from './ipaddr.ts';

/** ansible.utils 5.1.2's `network_in_network`, or with `usable` its `network_in_usable`. */
export function liesIn(value: Value, call: Call, onlyUsable: boolean): boolean {
  const [outer = null, inner = null] = documented(value, call, {
    value: { type: 'str', required: true },
    test: { type: 'str' },
  });
  const names = onlyUsable ? (['first_usable', 'last_usable'] as const) : whole;
  return isBetween(boundsOf(inner, whole), boundsOf(outer, names));
}

/** ansible.utils 5.1.2's `reduce_on_network`: the addresses that lie in a network. */
export function reduceOnNetwork(value: Value, call: Call): Value {
  const [addresses = null, network = null] = documented(value, call, {
    value: { type: 'list', required: true },
    network: { type: 'str' },
  });
  const outer = boundsOf(network, whole);
  return (addresses as Value[]).filter((address) => isBetween(boundsOf(address, whole), outer));
}

type Bounds = readonly [first: Value, last: Value];

const whole = ['network', 'broadcast'] as const;

/** The first and the last address as numbers, by two queries; false, which counts as 0, for what is no address. */
function boundsOf(value: Value, [first, last]: readonly [string, string]): Bounds {
  const net = subnetOf(value);
  const number = (query: string): Value => {
    const found = ipaddr(net, query);
    return ipaddr(truthy(found) ? found : ipaddr(net, 'address'), 'int');
  };
  return [number(first), number(last)];
}

function subnetOf(value: Value): Value {
  const type = ipaddr(value, 'type');
  return type === 'address' || type === 'network' ? ipaddr(value, 'subnet') : false;
}

function isBetween(inner: Bounds, [first, last]: Bounds): boolean {
  return inner.every((bound) => ordered('<=', first, bound) && ordered('<=', bound, last));
}
