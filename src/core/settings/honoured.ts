// length: one table
/** How a setting's text is read (ansible-core 2.18). `paths` are separated by `:`, `sources` by `,`; both are paths. */
export type SettingType = 'boolean' | 'integer' | 'string' | 'list' | 'path' | 'paths' | 'sources';

interface SettingValues {
  readonly boolean: boolean;
  readonly integer: number;
  readonly string: string;
  readonly list: readonly string[];
  readonly path: string | undefined;
  readonly paths: readonly string[] | undefined;
  readonly sources: readonly string[] | undefined;
}

interface Setting<T extends SettingType = SettingType> {
  /** Ansible's own name, as `ansible-config list` has it. */
  readonly name: string;
  /** `section:key` in ansible.cfg; of several that are given the last wins. */
  readonly keys: readonly string[];
  readonly environment: readonly string[];
  readonly type: T;
  readonly fallback: SettingValues[T];
  readonly choices?: readonly string[];
  /** What it does, for docs/settings.md. */
  readonly doc: string;
}

/** Keys of [defaults], and the variable, where they are named as the setting. */
function setting<T extends SettingType>(
  type: T,
  fallback: SettingValues[T],
  rest: Omit<Setting, 'type' | 'fallback' | 'environment'> & { readonly environment?: readonly string[] },
): Setting<T> {
  return { environment: [], ...rest, type, fallback };
}

/** Where variables of groups come from, in the words of Ansible's precedence list; later names win. */
export const groupLayers = [
  'all_inventory',
  'groups_inventory',
  'all_plugins_inventory',
  'all_plugins_play',
  'groups_plugins_inventory',
  'groups_plugins_play',
] as const;

/** The settings that change the meaning of a run. The names on the left are the program's own. */
export const honoured = {
  inventory: setting('sources', undefined, {
    name: 'DEFAULT_HOST_LIST',
    keys: ['defaults:inventory'],
    environment: ['ANSIBLE_INVENTORY'],
    doc: 'The sources of the inventory, unless `-i` names others',
  }),
  rolesPath: setting('paths', undefined, {
    name: 'DEFAULT_ROLES_PATH',
    keys: ['defaults:roles_path'],
    environment: ['ANSIBLE_ROLES_PATH'],
    doc: 'Where roles are looked for, after `roles/` beside the playbook; without it in `roles/` of the bundle',
  }),
  collectionsPath: setting('paths', undefined, {
    name: 'COLLECTIONS_PATHS',
    keys: ['defaults:collections_paths', 'defaults:collections_path'],
    environment: ['ANSIBLE_COLLECTIONS_PATHS', 'ANSIBLE_COLLECTIONS_PATH'],
    doc: 'Where `ansible_collections/` with roles of collections lies; without it in `collections/` of the bundle',
  }),
  hashBehaviour: setting('string', 'replace', {
    name: 'DEFAULT_HASH_BEHAVIOUR',
    keys: ['defaults:hash_behaviour'],
    environment: ['ANSIBLE_HASH_BEHAVIOUR'],
    choices: ['replace', 'merge'],
    doc: 'Whether a dictionary replaces one of the same name and less precedence, or is merged into it',
  }),
  precedence: setting('list', groupLayers, {
    name: 'VARIABLE_PRECEDENCE',
    keys: ['defaults:precedence'],
    environment: ['ANSIBLE_PRECEDENCE'],
    choices: groupLayers,
    doc: 'The order in which variables of groups win',
  }),
  playbookVarsRoot: setting('string', 'top', {
    name: 'PLAYBOOK_VARS_ROOT',
    keys: ['defaults:playbook_vars_root'],
    environment: ['ANSIBLE_PLAYBOOK_VARS_ROOT'],
    choices: ['top', 'bottom', 'all'],
    doc: 'Beside which playbook `group_vars/` and `host_vars/` count: the one that was named; or for each task the nearest, or all, of the roles around it and the folder of its file',
  }),
  inventoryIgnoreExtensions: setting(
    'list',
    ['.pyc', '.pyo', '.swp', '.bak', '~', '.rpm', '.md', '.txt', '.rst', '.orig', '.ini', '.cfg', '.retry'],
    {
      name: 'INVENTORY_IGNORE_EXTS',
      keys: ['defaults:inventory_ignore_extensions', 'inventory:ignore_extensions'],
      environment: ['ANSIBLE_INVENTORY_IGNORE'],
      doc: 'Which files of an inventory directory are no inventories, by the end of their name',
    },
  ),
  inventoryIgnorePatterns: setting('list', [], {
    name: 'INVENTORY_IGNORE_PATTERNS',
    keys: ['defaults:inventory_ignore_patterns', 'inventory:ignore_patterns'],
    environment: ['ANSIBLE_INVENTORY_IGNORE_REGEX'],
    doc: 'The same by regular expressions',
  }),
  groupNameCharacters: setting('string', 'never', {
    name: 'TRANSFORM_INVALID_GROUP_CHARS',
    keys: ['defaults:force_valid_group_names'],
    environment: ['ANSIBLE_TRANSFORM_INVALID_GROUP_CHARS'],
    choices: ['always', 'never', 'ignore', 'silently'],
    doc: 'Whether what no variable name may hold becomes `_` in names of groups',
  }),
  jinja2Native: setting('boolean', false, {
    name: 'DEFAULT_JINJA2_NATIVE',
    keys: ['defaults:jinja2_native'],
    environment: ['ANSIBLE_JINJA2_NATIVE'],
    doc: "Templates give Python's values instead of text",
  }),
  jinja2Extensions: setting('list', [], {
    name: 'DEFAULT_JINJA2_EXTENSIONS',
    keys: ['defaults:jinja2_extensions'],
    environment: ['ANSIBLE_JINJA2_EXTENSIONS'],
    choices: ['jinja2.ext.do', 'jinja2.ext.loopcontrols', 'jinja2.ext.autoescape', 'jinja2.ext.with_'],
    doc: '`{% do %}`, and `{% break %}` and `{% continue %}`',
  }),
  errorOnUndefined: setting('boolean', true, {
    name: 'DEFAULT_UNDEFINED_VAR_BEHAVIOR',
    keys: ['defaults:error_on_undefined_vars'],
    environment: ['ANSIBLE_ERROR_ON_UNDEFINED_VARS'],
    doc: 'Off, a text with an undefined variable stays as it is written',
  }),
  allowUnsafeLookups: setting('boolean', false, {
    name: 'DEFAULT_ALLOW_UNSAFE_LOOKUPS',
    keys: ['defaults:allow_unsafe_lookups'],
    doc: 'What a lookup answers is rendered again',
  }),
  ansibleManaged: setting('string', 'Ansible managed', {
    name: 'DEFAULT_MANAGED_STR',
    keys: ['defaults:ansible_managed'],
    doc: 'The variable `ansible_managed` of template files',
  }),
  duplicateDictKey: setting('string', 'warn', {
    name: 'DUPLICATE_YAML_DICT_KEY',
    keys: ['defaults:duplicate_dict_key'],
    environment: ['ANSIBLE_DUPLICATE_YAML_DICT_KEY'],
    choices: ['error', 'warn', 'ignore'],
    doc: 'What a key is that stands twice in a mapping',
  }),
  invalidTaskAttributeFailed: setting('boolean', true, {
    name: 'INVALID_TASK_ATTRIBUTE_FAILED',
    keys: ['defaults:invalid_task_attribute_failed'],
    environment: ['ANSIBLE_INVALID_TASK_ATTRIBUTE_FAILED'],
    doc: 'Off, a keyword of handlers (`listen`) at a task is a warning',
  }),
  errorOnMissingHandler: setting('boolean', true, {
    name: 'ERROR_ON_MISSING_HANDLER',
    keys: ['defaults:error_on_missing_handler'],
    environment: ['ANSIBLE_ERROR_ON_MISSING_HANDLER'],
    doc: 'Off, notifying a handler that is not there is a warning',
  }),
  privateRoleVars: setting('string', '', {
    name: 'DEFAULT_PRIVATE_ROLE_VARS',
    keys: ['defaults:private_role_vars'],
    environment: ['ANSIBLE_PRIVATE_ROLE_VARS'],
    doc: "On, variables and defaults of a role are the role's alone; off, those of included roles are the play's too",
  }),
  gathering: setting('string', 'implicit', {
    name: 'DEFAULT_GATHERING',
    keys: ['defaults:gathering'],
    environment: ['ANSIBLE_GATHERING'],
    choices: ['implicit', 'explicit', 'smart'],
    doc: 'Whether plays gather facts that do not say so, and whether again',
  }),
  factCaching: setting('string', 'memory', {
    name: 'CACHE_PLUGIN',
    keys: ['defaults:fact_caching'],
    environment: ['ANSIBLE_CACHE_PLUGIN'],
    choices: ['memory', 'jsonfile', 'ansible.builtin.memory', 'ansible.builtin.jsonfile'],
    doc: 'Where facts that tasks set (`cacheable`) or return are kept for the next run; the gathered ones are always read anew',
  }),
  factCachingConnection: setting('path', undefined, {
    name: 'CACHE_PLUGIN_CONNECTION',
    keys: ['defaults:fact_caching_connection'],
    environment: ['ANSIBLE_CACHE_PLUGIN_CONNECTION'],
    doc: "The directory of these files, one of the machine's",
  }),
  factCachingPrefix: setting('string', '', {
    name: 'CACHE_PLUGIN_PREFIX',
    keys: ['defaults:fact_caching_prefix'],
    environment: ['ANSIBLE_CACHE_PLUGIN_PREFIX'],
    doc: "What stands before the host's name in the name of its file",
  }),
  factCachingTimeout: setting('integer', 86_400, {
    name: 'CACHE_PLUGIN_TIMEOUT',
    keys: ['defaults:fact_caching_timeout'],
    environment: ['ANSIBLE_CACHE_PLUGIN_TIMEOUT'],
    doc: 'The seconds after which such a file counts for nothing; 0 for never',
  }),
  injectFacts: setting('boolean', true, {
    name: 'INJECT_FACTS_AS_VARS',
    keys: ['defaults:inject_facts_as_vars'],
    environment: ['ANSIBLE_INJECT_FACT_VARS'],
    doc: 'Off, facts are in `ansible_facts` only',
  }),
  forceHandlers: setting('boolean', false, {
    name: 'DEFAULT_FORCE_HANDLERS',
    keys: ['defaults:force_handlers'],
    environment: ['ANSIBLE_FORCE_HANDLERS'],
    doc: 'Notified handlers run even if a task fails',
  }),
  taskTimeout: setting('integer', 0, {
    name: 'TASK_TIMEOUT',
    keys: ['defaults:task_timeout'],
    environment: ['ANSIBLE_TASK_TIMEOUT'],
    doc: 'The keyword timeout, in seconds, where a task does not have it',
  }),
  noLog: setting('boolean', false, {
    name: 'DEFAULT_NO_LOG',
    keys: ['defaults:no_log'],
    environment: ['ANSIBLE_NO_LOG'],
    doc: 'The keyword no_log where a task does not have it',
  }),
  become: setting('boolean', false, {
    name: 'DEFAULT_BECOME',
    keys: ['privilege_escalation:become'],
    environment: ['ANSIBLE_BECOME'],
    doc: 'The keyword become where a task does not have it',
  }),
  becomeUser: setting('string', 'root', {
    name: 'DEFAULT_BECOME_USER',
    keys: ['privilege_escalation:become_user'],
    environment: ['ANSIBLE_BECOME_USER'],
    doc: 'The keyword become_user where a task does not have it',
  }),
  tags: setting('list', [], {
    name: 'TAGS_RUN',
    keys: ['tags:run'],
    environment: ['ANSIBLE_RUN_TAGS'],
    doc: 'Tags to run, beside those of `--tags`',
  }),
  skipTags: setting('list', [], {
    name: 'TAGS_SKIP',
    keys: ['tags:skip'],
    environment: ['ANSIBLE_SKIP_TAGS'],
    doc: 'Tags to leave out, beside those of `--skip-tags`',
  }),
  diff: setting('boolean', false, {
    name: 'DIFF_ALWAYS',
    keys: ['diff:always'],
    environment: ['ANSIBLE_DIFF_ALWAYS'],
    doc: 'Differences are shown without `--diff` too',
  }),
  verbosity: setting('integer', 0, {
    name: 'DEFAULT_VERBOSITY',
    keys: ['defaults:verbosity'],
    environment: ['ANSIBLE_VERBOSITY'],
    doc: 'As many `-v`, beside those that are given: the variable `ansible_verbosity`, and what `debug` shows',
  }),
  forks: setting('integer', 5, {
    name: 'DEFAULT_FORKS',
    keys: ['defaults:forks'],
    environment: ['ANSIBLE_FORKS'],
    doc: 'The variable `ansible_forks`; a run itself is one host',
  }),
  vaultPasswordFile: setting('path', undefined, {
    name: 'DEFAULT_VAULT_PASSWORD_FILE',
    keys: ['defaults:vault_password_file'],
    environment: ['ANSIBLE_VAULT_PASSWORD_FILE'],
    doc: 'A file with the password of ansible-vault, or a program that prints it',
  }),
  vaultIdentityList: setting('list', [], {
    name: 'DEFAULT_VAULT_IDENTITY_LIST',
    keys: ['defaults:vault_identity_list'],
    environment: ['ANSIBLE_VAULT_IDENTITY_LIST'],
    doc: 'More of them as `ID@FILE`, as `--vault-id` takes them',
  }),
  vaultIdentity: setting('string', 'default', {
    name: 'DEFAULT_VAULT_IDENTITY',
    keys: ['defaults:vault_identity'],
    environment: ['ANSIBLE_VAULT_IDENTITY'],
    doc: 'The ID of a password that is given without one',
  }),
  vaultIdMatch: setting('boolean', false, {
    name: 'DEFAULT_VAULT_ID_MATCH',
    keys: ['defaults:vault_id_match'],
    environment: ['ANSIBLE_VAULT_ID_MATCH'],
    doc: 'Only passwords of the same ID are tried',
  }),
} as const satisfies Readonly<Record<string, Setting>>;

type Honoured = typeof honoured;

/** What the settings of a bundle come to. Paths inside the bundle are the bundle's, others absolute. */
export type Settings = { readonly [K in keyof Honoured]: SettingValues[Honoured[K]['type']] };

let fallbacks: Settings | undefined;

/** The settings of a bundle that has none. */
export function defaultSettings(): Settings {
  fallbacks ??= Object.fromEntries(Object.entries(honoured).map(([key, { fallback }]) => [key, fallback])) as unknown as Settings;
  return fallbacks;
}
