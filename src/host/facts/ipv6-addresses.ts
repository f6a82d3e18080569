import { ipv6Address } from './addresses.ts';
import type { FactContext, Facts } from './context.ts';
import { lines } from './read.ts';

export interface Ipv6 extends Facts {
  readonly address: string;
  readonly prefix: string;
  readonly scope: string;
}

const scopes: Readonly<Record<string, string>> = { '00': 'global', '10': 'host', '20': 'link', '40': 'site' };

/** By device, from /proc/net/if_inet6. */
export function ipv6Addresses(files: FactContext['files']): Map<string, Ipv6[]> {
  const result = new Map<string, Ipv6[]>();
  for (const line of lines(files, '/proc/net/if_inet6')) {
    const [hex = '', , prefix = '', scope = '', , name = ''] = line.trim().split(/\s+/);
    const entry = { address: ipv6Address(hex), prefix: String(Number.parseInt(prefix, 16)), scope: scopes[scope] ?? 'global' };
    result.set(name, [...(result.get(name) ?? []), entry]);
  }
  return result;
}
