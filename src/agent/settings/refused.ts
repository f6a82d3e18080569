/** A setting that would change what a run does in a way that Drover does not have. */
export interface Refused {
  readonly name: string;
  readonly key: string;
  readonly environment: string;
  /** Values that ask for nothing of the kind, in lower case; the first is Ansible's own where it has one. */
  readonly harmless: readonly string[];
  readonly why: string;
  readonly hint: string;
}

const off = ['false', 'no', 'off', '0', 'f', 'n', ''];

export const refused: readonly Refused[] = [
  {
    name: 'ENABLE_TASK_DEBUGGER',
    key: 'defaults:enable_task_debugger',
    environment: 'ANSIBLE_ENABLE_TASK_DEBUGGER',
    harmless: off,
    why: 'no one sits before a run to debug it',
    hint: 'take it away, and run the task with -v',
  },
  {
    name: 'DEFAULT_ASK_VAULT_PASS',
    key: 'defaults:ask_vault_pass',
    environment: 'ANSIBLE_ASK_VAULT_PASS',
    harmless: off,
    why: 'a run asks no one for a password',
    hint: 'give it with --vault-password-file FILE',
  },
  {
    name: 'DEFAULT_NULL_REPRESENTATION',
    key: 'defaults:null_representation',
    environment: 'ANSIBLE_NULL_REPRESENTATION',
    harmless: ['none', 'null'],
    why: 'a null stays a null',
    hint: "take it away, and write default('', true) where an empty text is wanted",
  },
  {
    name: 'STRING_TYPE_FILTERS',
    key: 'jinja2:dont_type_filters',
    environment: 'ANSIBLE_STRING_TYPE_FILTERS',
    harmless: ['string, to_json, to_nice_json, to_yaml, to_nice_yaml, ppretty, json'],
    why: 'the filters whose text stays a text are string, to_json, to_nice_json, to_yaml and to_nice_yaml',
    hint: 'take it away, and end the template with "| string" where a text is wanted',
  },
  {
    name: 'STRING_CONVERSION_ACTION',
    key: 'defaults:string_conversion_action',
    environment: 'ANSIBLE_STRING_CONVERSION_ACTION',
    harmless: ['warn', 'ignore'],
    why: 'arguments of modules are converted to text',
    hint: 'take it away',
  },
  {
    name: 'YAML_FILENAME_EXTENSIONS',
    key: 'defaults:yaml_valid_extensions',
    environment: 'ANSIBLE_YAML_FILENAME_EXT',
    harmless: ['.yml, .yaml, .json', '.yml,.yaml,.json', "['.yml', '.yaml', '.json']"],
    why: 'files with variables end in .yml, .yaml, .json or have no extension',
    hint: 'take it away, and rename the files',
  },
  {
    name: 'VARIABLE_PLUGINS_ENABLED',
    key: 'defaults:vars_plugins_enabled',
    environment: 'ANSIBLE_VARS_ENABLED',
    harmless: ['host_group_vars', 'ansible.builtin.host_group_vars'],
    why: 'host_group_vars is the only one that there is',
    hint: 'take it away, and keep the variables in group_vars/ and host_vars/',
  },
  {
    name: 'FACTS_MODULES',
    key: 'defaults:facts_modules',
    environment: 'ANSIBLE_FACTS_MODULES',
    harmless: ['smart', 'setup', 'ansible.builtin.setup', 'ansible.legacy.setup'],
    why: 'facts are those of the module setup',
    hint: 'take it away',
  },
  {
    name: 'PLUGIN_FILTERS_CFG',
    key: 'defaults:plugin_filters_cfg',
    environment: '',
    harmless: [''],
    why: 'no module is taken away from a run',
    hint: 'take it away, and the modules out of the roles',
  },
];
