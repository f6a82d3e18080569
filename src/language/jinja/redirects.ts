/** A plugin's collection and its name there. */
export interface Place {
  readonly collection: string;
  readonly name: string;
}

const netcommon: readonly string[] = [
  'cidr_merge',
  'hwaddr',
  'ipaddr',
  'ipmath',
  'ipsubnet',
  'ipv4',
  'ipv6',
  'ipwrap',
  'network_in_network',
  'network_in_usable',
  'next_nth_usable',
  'nthhost',
  'previous_nth_usable',
  'reduce_on_network',
  'slaac',
];
const stillNetcommon = ['comp_type5', 'hash_salt', 'parse_cli', 'parse_cli_textfsm', 'parse_xml', 'type5_pw', 'vlan_parser'];

/** Names that ansible-core 2.18.6 still finds without their collection, by collection. */
const short: Readonly<Record<'filter' | 'test' | 'lookup', Readonly<Record<string, readonly string[]>>>> = {
  filter: {
    'ansible.netcommon': stillNetcommon,
    'ansible.utils': netcommon,
    'community.general': ['json_query', 'random_mac'],
    'google.cloud': ['gcp_kms_decrypt', 'gcp_kms_encrypt'],
    'kubernetes.core': ['k8s_config_resource_name'],
  },
  test: {},
  lookup: {
    'amazon.aws': ['aws_account_attribute', 'aws_secret', 'aws_service_ip_ranges', 'aws_ssm'],
    'community.general': [
      'cartesian',
      'chef_databag',
      'consul_kv',
      'credstash',
      'cyberarkpassword',
      'dig',
      'dnstxt',
      'etcd',
      'filetree',
      'flattened',
      'hiera',
      'keyring',
      'lastpass',
      'lmdb_kv',
      'manifold',
      'onepassword',
      'onepassword_raw',
      'passwordstore',
      'redis',
      'shelvefile',
    ],
    'community.google': ['gcp_storage_file'],
    'community.grafana': ['grafana_dashboard'],
    'community.hashi_vault': ['hashi_vault'],
    'community.mongodb': ['mongodb'],
    'community.network': ['avi'],
    'community.rabbitmq': ['rabbitmq'],
    'community.skydive': ['skydive'],
    'community.windows': ['laps_password'],
    'cyberark.conjur': ['conjur_variable'],
    'infoblox.nios_modules': ['nios', 'nios_next_ip', 'nios_next_network'],
    'kubernetes.core': ['k8s', 'openshift'],
    'wti.remote': ['cpm_metering', 'cpm_status'],
  },
};

/** Every name that needs no collection though it belongs to one. */
export function shortNames(kind: keyof typeof short): string[] {
  return Object.values(short[kind]).flat();
}

/** The places where a name is looked for, in order: one of no collection or of ansible-core's may have moved into another. */
export function placesOf(kind: keyof typeof short, written: string): Place[] {
  const [, given, name = written] = /^(\w+\.\w+)\.(\w+)$/.exec(written) ?? [];
  if (given !== undefined && given !== 'ansible.builtin' && given !== 'ansible.legacy') return [placed(given, name)];
  const collection = Object.keys(short[kind]).find((each) => short[kind][each]?.includes(name));
  const own = { collection: 'ansible.builtin', name };
  return collection === undefined ? [own] : [own, { collection, name }];
}

function placed(collection: string, name: string): Place {
  return collection === 'ansible.netcommon' && netcommon.includes(name)
    ? { collection: 'ansible.utils', name }
    : { collection, name };
}
