import { type Args, boolean, choice, float, int, path, string, strings, unsupported } from '../../core/args.ts';

const onlyElsewhere = 'it has a meaning on other systems than Linux only';

/** The arguments of the user module, all that ansible-core 2.18 documents. */
export const userArgs = {
  name: string({ required: true, aliases: ['user'], doc: 'Name of the user' }),
  state: choice('absent', 'present')({ default: 'present', doc: 'Whether the user is there' }),
  uid: int({ doc: 'ID of the user' }),
  non_unique: boolean({ default: false, doc: 'Allow an ID that another user has' }),
  group: string({ doc: 'Primary group, by name or ID' }),
  groups: strings({ doc: 'Further groups; an empty list leaves none' }),
  append: boolean({ default: false, doc: 'Add to the groups that the user has instead of replacing them' }),
  comment: string({ doc: 'Full name or description' }),
  home: path({ doc: 'Home directory' }),
  create_home: boolean({ default: true, aliases: ['createhome'], doc: 'Make the home directory where it is missing' }),
  move_home: boolean({ default: false, doc: 'Move the old home directory to the new place' }),
  skeleton: string({ doc: 'Directory whose content a new home directory gets; /etc/skel unless given' }),
  umask: string({ doc: 'Umask for a new home directory' }),
  shell: path({ doc: 'Login shell' }),
  password: string({ secret: true, doc: 'Hash of the password' }),
  update_password: choice('always', 'on_create')({ default: 'always', doc: 'When the password is set' }),
  password_lock: boolean({ doc: 'Lock the password (true) or unlock it (false)' }),
  expires: float({ doc: 'When the account expires, in seconds since 1970; negative for never' }),
  password_expire_min: int({ doc: 'Days before a password may be changed' }),
  password_expire_max: int({ doc: 'Days after which a password has to be changed' }),
  password_expire_warn: int({ doc: 'Days before that when a warning starts' }),
  password_expire_account_disable: int({ doc: 'Days after that when the account is disabled' }),
  system: boolean({ default: false, doc: 'Make a new user a system account' }),
  uid_min: int({ doc: 'Lowest ID for a new user, in place of the one in login.defs' }),
  uid_max: int({ doc: 'Highest ID for a new user, in place of the one in login.defs' }),
  force: boolean({ default: false, doc: 'Remove a user who is logged in; replace SSH keys' }),
  remove: boolean({ default: false, doc: 'Remove the directories of a user who is removed' }),
  generate_ssh_key: boolean({ doc: 'Make an SSH key for the user' }),
  ssh_key_bits: int({ default: 0, doc: 'Size of that key; what ssh-keygen takes unless given' }),
  ssh_key_type: string({ default: 'rsa', doc: 'Type of that key' }),
  ssh_key_file: path({ doc: 'File of that key, relative to the home directory; .ssh/id_TYPE unless given' }),
  ssh_key_comment: string({ doc: 'Comment of that key' }),
  ssh_key_passphrase: string({ secret: true, doc: 'Passphrase of that key' }),
  local: boolean({ doc: 'Users are always those of /etc/passwd; accepted for compatibility' }),
  seuser: unsupported('SELinux is not supported'),
  login_class: unsupported(onlyElsewhere),
  profile: unsupported(onlyElsewhere),
  authorization: unsupported(onlyElsewhere),
  role: unsupported(onlyElsewhere),
  hidden: unsupported(onlyElsewhere),
} as const;

export type UserArgs = Args<typeof userArgs>;
