import type { FactSource } from '../../core/host.ts';
import {
  commandLineFacts,
  commandLineNames,
  lsbFacts,
  lsbNames,
  packageManagerFacts,
  packageManagerNames,
  resolverFacts,
  resolverNames,
} from './configuration.ts';
import type { FactContext, Facts } from './context.ts';
import { dateTimeFacts, dateTimeNames } from './date-time.ts';
import { deviceFacts, deviceNames } from './devices.ts';
import { distributionFacts, distributionNames } from './distribution.ts';
import { firmwareFacts, firmwareNames, memoryFacts, memoryNames, uptimeFacts, uptimeNames } from './hardware.ts';
import { localFacts, localNames } from './local.ts';
import { mountFacts, mountNames } from './mounts.ts';
import { networkFacts, networkNames } from './network.ts';
import { platformFacts, platformNames } from './platform.ts';
import { processorFacts, processorNames } from './processor.ts';
import { entries } from './read.ts';
import { serviceManagerFacts, serviceManagerNames } from './service-manager.ts';
import {
  chrootFacts,
  chrootNames,
  environmentFacts,
  environmentNames,
  keyFacts,
  keyNames,
  securityFacts,
  securityNames,
  userFacts,
  userNames,
} from './system.ts';
import { virtualFacts, virtualNames } from './virtual.ts';

/** A group of facts that are gathered together. */
interface Group {
  /** The subset of Ansible's `gather_subset` that it belongs to. */
  readonly subset: string;
  readonly names: readonly string[];
  readonly gather: (context: FactContext) => Facts;
}

const groups: readonly Group[] = [
  { subset: 'platform', names: platformNames, gather: platformFacts },
  { subset: 'distribution', names: distributionNames, gather: distributionFacts },
  { subset: 'lsb', names: lsbNames, gather: lsbFacts },
  { subset: 'selinux', names: securityNames, gather: securityFacts },
  { subset: 'chroot', names: chrootNames, gather: chrootFacts },
  { subset: 'pkg_mgr', names: packageManagerNames, gather: packageManagerFacts },
  { subset: 'service_mgr', names: serviceManagerNames, gather: serviceManagerFacts },
  { subset: 'cmdline', names: commandLineNames, gather: commandLineFacts },
  { subset: 'date_time', names: dateTimeNames, gather: dateTimeFacts },
  { subset: 'env', names: environmentNames, gather: environmentFacts },
  { subset: 'ssh_pub_keys', names: keyNames, gather: keyFacts },
  { subset: 'user', names: userNames, gather: userFacts },
  { subset: 'virtual', names: virtualNames, gather: virtualFacts },
  { subset: 'hardware', names: processorNames, gather: processorFacts },
  { subset: 'hardware', names: memoryNames, gather: memoryFacts },
  { subset: 'hardware', names: firmwareNames, gather: firmwareFacts },
  { subset: 'hardware', names: deviceNames, gather: deviceFacts },
  { subset: 'hardware', names: mountNames, gather: mountFacts },
  { subset: 'hardware', names: uptimeNames, gather: uptimeFacts },
  { subset: 'dns', names: resolverNames, gather: resolverFacts },
  { subset: 'network', names: networkNames, gather: networkFacts },
  { subset: 'local', names: localNames, gather: localFacts },
];

/**
 * The host's facts under ansible-core 2.18's names, without `ansible_`. A group is gathered when its first fact is
 * asked for. Python's own facts are not among them: there is none.
 */
export class HostFacts implements FactSource {
  readonly #context: FactContext;
  readonly #groups = new Map<string, Group>();
  readonly #gathered = new Map<Group, Facts>();

  constructor(files: FactContext['files'], environment: Readonly<Record<string, string>>) {
    this.#context = { files, environment, fact: (name) => this.get(name) };
    for (const group of groups) for (const name of group.names) this.#groups.set(name, group);
  }

  /** Undefined where the host has no such fact. */
  get(name: string): unknown {
    const group = this.#groupOf(name);
    if (group === undefined) return undefined;
    const known = this.#gathered.get(group) ?? group.gather(this.#context);
    this.#gathered.set(group, known);
    return known[name];
  }

  /** Every name that a fact may have on this host; some of them may turn out to have none. */
  names(): readonly string[] {
    return [...this.#groups.keys(), ...this.#interfaces()];
  }

  /** The subset of `gather_subset` that a fact belongs to: `network`, `hardware`, … */
  subsetOf(name: string): string | undefined {
    return this.#groupOf(name)?.subset;
  }

  /** Drops what was gathered, so that the next question looks again. */
  forget(): void {
    this.#gathered.clear();
  }

  #groupOf(name: string): Group | undefined {
    return this.#groups.get(name) ?? (this.#interfaces().includes(name) ? this.#groups.get('interfaces') : undefined);
  }

  #interfaces(): string[] {
    return entries(this.#context.files, '/sys/class/net').map((name) => name.replaceAll(':', '_'));
  }
}
