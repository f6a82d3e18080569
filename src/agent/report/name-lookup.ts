import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { isIP, type LookupFunction } from 'node:net';
import { codeOf } from '../../host/io-error.ts';

/** What names are looked up with. */
export interface NameSources {
  /** The text of /etc/hosts. */
  readonly hosts: string;
  /** Name servers, `192.0.2.1` or `192.0.2.1:5353`. */
  readonly servers: readonly string[];
  /** Domains that a name without enough dots is looked for in. */
  readonly search: readonly string[];
  /** A name with so many dots is tried as it is first. */
  readonly dots: number;
}

/** As this process's own files have it: to be called before it changes its root. */
export function nameSources(): NameSources {
  const words = readText('/etc/resolv.conf')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const servers = words
    .filter(([word, address = '']) => word === 'nameserver' && isIP(address) !== 0)
    .map(([, address = '']) => address);
  const search = words.findLast(([word]) => word === 'search' || word === 'domain')?.slice(1) ?? [];
  const options = words.filter(([word]) => word === 'options').flatMap((line) => line.slice(1));
  const dots = Number(/^ndots:(\d+)$/.exec(options.find((option) => option.startsWith('ndots:')) ?? '')?.[1] ?? 1);
  return { hosts: readText('/etc/hosts'), servers, search, dots };
}

/**
 * Looks names up without the C library, which would load its name services from the machine's root: in the hosts file,
 * then by asking the name servers. For the `lookup` of a connection.
 */
export function nameLookup({ hosts, servers, search, dots }: NameSources): LookupFunction {
  const known = hostsEntries(hosts);
  let resolver: Resolver | undefined;
  const addressesOf = async (name: string): Promise<string[]> => {
    const written = known.get(name.toLowerCase());
    if (written !== undefined) return written;
    resolver ??= resolverOf(servers);
    for (const candidate of candidates(name, search, dots)) {
      const found = await asked(resolver, candidate);
      if (found.length > 0) return found;
    }
    return name === 'localhost' ? ['127.0.0.1', '::1'] : [];
  };
  return (name, options, callback) => {
    const tell = (found: readonly string[]): void => {
      const all = found.map((address) => ({ address, family: isIP(address) }));
      const wanted = all.filter(({ family }) => !options.family || family === familyOf(options.family));
      const [first] = wanted;
      if (first === undefined) callback(Object.assign(new Error(`nobody knows the name ${name}`), { code: 'ENOTFOUND' }), '');
      else if (options.all === true) callback(null, wanted);
      else callback(null, first.address, first.family);
    };
    addressesOf(name).then(tell, (error: Error) => callback(error, ''));
  };
}

/** Without a name server there would be those of the machine's root. */
function resolverOf(servers: readonly string[]): Resolver {
  const resolver = new Resolver({ timeout: 1000, tries: 2 });
  resolver.setServers(servers.length === 0 ? ['127.0.0.1'] : servers);
  return resolver;
}

function familyOf(family: number | string): number {
  return family === 'IPv6' || family === 6 ? 6 : 4;
}

/** The names that a name stands for, as resolv.conf(5) has it. */
export function candidates(name: string, search: readonly string[], dots: number): string[] {
  if (name.endsWith('.')) return [name];
  const longer = search.filter((domain) => domain !== '.').map((domain) => `${name}.${domain}`);
  return name.split('.').length > dots ? [name, ...longer] : [...longer, name];
}

/** Addresses by name, as /etc/hosts has them. */
export function hostsEntries(text: string): Map<string, string[]> {
  const entries = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names.map((each) => each.toLowerCase())) entries.set(name, [...(entries.get(name) ?? []), address]);
  }
  return entries;
}

/** None where no name server answers, or where they all know no such name. */
async function asked(resolver: Resolver, name: string): Promise<string[]> {
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return '';
  }
}
