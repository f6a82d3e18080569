import { refused } from './refused.ts';

/** What collections document and Drover refuses, by collection and name. */
type Refusals = Readonly<Record<string, Readonly<Record<string, string>>>>;

const device = "it reads a network device's output with Python libraries; Drover manages machines";
const schema = 'Drover validates no JSON Schema; use assert, or argument_specs for the arguments of a role';
const xml = 'Drover reads and writes no XML in templates; keep the text as a template';
const secret = 'it asks a service for a secret; give secrets as Nomad Variables or in ansible-vault files';
const service = 'it asks a service, and templates have no network; keep the content in the bundle';
const dns = 'it asks DNS, which nothing here waits for; write the answer into the inventory';
const hashids = 'Ansible has it only together with a Python package; use hash';
const wordList = 'its words are those of a Python package; use random_string';
const pythonFile = 'it reads files of a Python library; keep the content as YAML or JSON';

const filters: Refusals = {
  'ansible.netcommon': { parse_cli: device, parse_cli_textfsm: device, parse_xml: device, pop_ace: device },
  'ansible.utils': { from_xml: xml, to_xml: xml, validate: schema },
  'community.general': {
    hashids_decode: hashids,
    hashids_encode: hashids,
    jc: 'its parsers are a Python package; let the command print JSON and use from_json',
    json_diff: 'which of many right patches it writes is a matter of a Python package; compare with ansible.utils.fact_diff',
    to_prettytable: 'its layout is that of a Python package; write the table as a template',
  },
};

const tests: Refusals = { 'ansible.utils': { resolvable: dns, validate: schema } };

const lookups: Refusals = {
  'ansible.builtin': { url: service },
  'ansible.utils': { validate: schema },
  'community.general': {
    bitwarden: secret,
    bitwarden_secrets_manager: secret,
    chef_databag: service,
    consul_kv: service,
    credstash: secret,
    cyberarkpassword: secret,
    dig: dns,
    dnstxt: dns,
    dsv: secret,
    etcd: service,
    etcd3: service,
    github_app_access_token: secret,
    hiera: 'it runs Ruby; keep the values as variables of the inventory',
    keyring: secret,
    lastpass: secret,
    lmdb_kv: pythonFile,
    manifold: secret,
    onepassword: secret,
    onepassword_doc: secret,
    onepassword_raw: secret,
    onepassword_ssh_key: secret,
    passwordstore: secret,
    random_pet: wordList,
    random_words: wordList,
    redis: service,
    revbitspss: secret,
    shelvefile: pythonFile,
    tss: secret,
  },
};

const tables = { filter: filters, test: tests, lookup: lookups };

export type Kind = keyof typeof tables;

/** What stands for a refused name; for every name of a collection that Drover has nothing of. */
export function refusedPlugin(kind: Kind, collection: string, name: string): ReturnType<typeof refused> | undefined {
  const known = tables[kind][collection];
  if (known !== undefined && Object.hasOwn(known, name)) return refused(kind, known[name] ?? '');
  return collections.includes(collection) ? undefined : refused(kind, `Drover has nothing of the collection ${collection}`);
}

const collections = [
  'ansible.builtin',
  'ansible.legacy',
  'ansible.netcommon',
  'ansible.posix',
  'ansible.utils',
  'community.general',
];
