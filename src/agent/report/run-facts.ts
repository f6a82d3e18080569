import { networkInterfaces } from 'node:os';
import { DroverError } from '../../core/errors.ts';
import type { HostReader } from '../../core/host.ts';
import { defaultRoute4 } from '../../host/facts/routes.ts';

/** What a person wants to know of a machine at a glance, and what costs next to nothing to find out. */
const names = [
  ...['distribution', 'distribution_version', 'kernel', 'architecture', 'nodename'],
  ...['memtotal_mb', 'processor_vcpus', 'service_mgr', 'pkg_mgr'],
] as const;

/** The facts that a report has of its host, under Ansible's names without `ansible_`; without those that cannot be read. */
export function runFacts(host: HostReader): Record<string, unknown> {
  const told: readonly (readonly [string, () => unknown])[] = [
    ...names.map((name) => [name, () => host.facts.get(name)] as const),
    ['default_address', () => defaultAddress(host)],
  ];
  return Object.fromEntries(told.map(([name, find]) => [name, ifReadable(find)]).filter(([, value]) => value !== undefined));
}

/** The first address of the network card that leads out: all of Ansible's network facts would cost a lot more. */
function defaultAddress(host: HostReader): string | undefined {
  const card = defaultRoute4(host)?.interface;
  const addresses = card === undefined ? [] : (networkInterfaces()[card] ?? []);
  return addresses.find(({ family }) => family === 'IPv4')?.address;
}

function ifReadable(find: () => unknown): unknown {
  try {
    return find();
  } catch (error) {
    if (error instanceof DroverError) return undefined;
    throw error;
  }
}
