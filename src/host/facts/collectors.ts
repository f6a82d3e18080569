import { DroverError } from '../../core/errors.ts';
import { didYouMean } from '../../core/suggest.ts';

interface Collector {
  /** Further words of `gather_subset` that stand for it. */
  readonly ids?: string;
  /** Collectors whose facts it builds on: they are gathered with it. */
  readonly requires?: string;
  /** Whether it belongs to the least that is gathered. */
  readonly least?: true;
}

/** The collectors of ansible-core 2.18 on Linux, by name. `facter` and `ohai` are words that nothing answers to. */
const collectors: Readonly<Record<string, Collector>> = {
  platform: { ids: 'architecture kernel kernel_version machine machine_id python_version system', least: true },
  distribution: { ids: 'distribution_major_version distribution_release distribution_version os_family', least: true },
  lsb: { least: true },
  selinux: { least: true },
  apparmor: { least: true },
  chroot: { ids: 'is_chroot' },
  fips: { least: true },
  python: { least: true },
  caps: { ids: 'system_capabilities system_capabilities_enforced', least: true },
  pkg_mgr: { requires: 'distribution', least: true },
  service_mgr: { requires: 'distribution platform', least: true },
  cmdline: { least: true },
  date_time: { least: true },
  env: { least: true },
  loadavg: {},
  ssh_pub_keys: {
    ids: 'ssh_host_key_dsa_public ssh_host_key_ecdsa_public ssh_host_key_ed25519_public ssh_host_key_rsa_public ssh_host_pub_keys',
    least: true,
  },
  user: {
    ids: 'effective_group_ids effective_user_id real_user_id user_dir user_gecos user_gid user_id user_shell user_uid',
    least: true,
  },
  systemd: {},
  virtual: { ids: 'virtualization_role virtualization_tech_guest virtualization_tech_host virtualization_type' },
  hardware: { ids: 'devices mounts processor processor_cores processor_count', requires: 'platform' },
  dns: { least: true },
  fibre_channel_wwn: {},
  iscsi: {},
  nvme: {},
  network: {
    ids: 'all_ipv4_addresses all_ipv6_addresses default_ipv4 default_ipv6 interfaces',
    requires: 'distribution platform',
  },
  local: { least: true },
  facter: {},
  ohai: {},
};

const names = Object.keys(collectors);
const idsOf = (name: string): readonly string[] => collectors[name]?.ids?.split(' ') ?? [];
const isLeast = (name: string): boolean => collectors[name]?.least === true;

/**
 * The collectors that a `gather_subset` chooses, with those they need (ansible-core 2.18): the least always, unless
 * `!min`; what is named explicitly beats what is excluded; excluding what does not exist is no error.
 *
 * @throws DroverError `MODULE_ARGS` for a word that stands for nothing
 */
export function chosenCollectors(subset: readonly string[]): ReadonlySet<string> {
  const choice: Choice = { added: new Set(names.filter(isLeast)), excluded: new Set(), named: new Set() };
  for (const word of subset.length === 0 ? ['all'] : subset) choose(choice, word);
  const { added, excluded, named } = choice;
  const stands = (word: string): boolean => added.has(word) && (named.has(word) || !excluded.has(word));
  const chosen = names.filter((name) => stands(name) || idsOf(name).some(stands));
  return new Set(chosen.flatMap((name) => [name, ...(collectors[name]?.requires?.split(' ') ?? [])]));
}

interface Choice {
  readonly added: Set<string>;
  readonly excluded: Set<string>;
  readonly named: Set<string>;
}

function choose({ added, excluded, named }: Choice, word: string): void {
  const known = [...names, ...names.flatMap(idsOf)];
  if (word === 'min') return;
  if (word === 'all') addAll(added, known);
  else if (word === '!min') addAll(excluded, names.filter(isLeast));
  else if (word === '!all')
    addAll(
      excluded,
      known.filter((name) => !isLeast(name)),
    );
  else if (word.startsWith('!')) addAll(excluded, [word.slice(1), ...idsOf(word.slice(1))]);
  else if (!known.includes(word)) throw badSubset(word, known);
  else {
    added.add(word);
    named.add(word);
  }
}

function addAll(set: Set<string>, words: readonly string[]): void {
  for (const word of words) set.add(word);
}

function badSubset(word: string, known: readonly string[]): DroverError {
  return new DroverError('MODULE_ARGS', `Cannot gather facts of subset "${word}": there is none of that name`, {
    hint: didYouMean(word, known) ?? `there are all, min, ${[...known].sort().join(', ')}`,
  });
}
