import { hostname, machine, release, version } from 'node:os';
import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, lines } from './read.ts';

/** As ansible-core 2.18's `platform` collector. */
export const platformFacts: FactGroup = {
  collector: 'platform',
  names: [
    ...['system', 'kernel', 'kernel_version', 'machine', 'architecture', 'userspace_bits', 'userspace_architecture'],
    ...['hostname', 'nodename', 'fqdn', 'domain', 'machine_id'],
  ],
  gather,
};

function gather({ files }: FactContext): Facts {
  const node = hostname();
  const fqdn = qualifiedName(node, lines(files, '/etc/hosts'));
  const kind = machine();
  const is32 = /^i[3456]86$/.test(kind);
  const id = content(files, '/var/lib/dbus/machine-id') ?? content(files, '/etc/machine-id');
  return {
    system: 'Linux',
    kernel: release(),
    kernel_version: version(),
    machine: kind,
    architecture: is32 ? 'i386' : kind,
    userspace_bits: is32 ? '32' : '64',
    ...(is32 ? { userspace_architecture: 'i386' } : {}),
    ...(kind === 'x86_64' ? { userspace_architecture: 'x86_64' } : {}),
    hostname: node.split('.')[0],
    nodename: node,
    fqdn,
    domain: fqdn.split('.').slice(1).join('.'),
    ...(id === undefined ? {} : { machine_id: id.split('\n')[0] }),
  };
}

/**
 * What Python's `getfqdn` answers where /etc/hosts knows the name: the first name with a dot of the address's line,
 * else its first name. No name server is asked.
 */
export function qualifiedName(node: string, hosts: readonly string[]): string {
  const entries = hosts.map((line) => (line.split('#')[0] ?? '').trim().split(/\s+/)).filter((words) => words.length > 1);
  const address = entries.find((words) => words.slice(1).includes(node))?.[0];
  if (address === undefined) return node;
  const names = entries.find((words) => words[0] === address)?.slice(1) ?? [];
  return names.find((name) => name.includes('.')) ?? names[0] ?? node;
}
