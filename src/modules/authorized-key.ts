import { posix } from 'node:path';
import { type Args, boolean, choice, path, string } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import type { Host, HostReader, User } from '../core/host.ts';
import { defineModule } from '../core/module.ts';
import { makeDirectories } from './lib/make-directories.ts';
import { type AuthorizedKey, formatKeys, parseKey, parseKeyOptions, parseKeys, sameKey } from './lib/ssh-keys.ts';

const args = {
  user: string({ required: true, doc: 'The user whose keys these are' }),
  key: string({ required: true, doc: 'The public keys, one a line' }),
  path: path({ doc: 'The file, in place of `.ssh/authorized_keys` in the home of the user' }),
  manage_dir: boolean({ default: true, doc: 'Create the directory of the file and give it to the user with mode 0700' }),
  state: choice('absent', 'present')({ default: 'present', doc: 'Whether the keys are in the file' }),
  key_options: string({ doc: 'Options in front of the keys' }),
  exclusive: boolean({ default: false, doc: 'Remove all other lines' }),
  comment: string({ doc: 'Comment behind the keys, in place of their own' }),
  follow: boolean({ default: false, doc: 'Write to the target of a file that is a symbolic link' }),
  validate_certs: boolean({ default: true, doc: 'Has no effect, keys are not downloaded' }),
} as const;
type KeyArgs = Args<typeof args>;

interface KeysState {
  readonly file: string;
  /** Where the file is written: another path only where a symbolic link is followed. */
  readonly target: string;
  /** The text of the file; empty where there is none. */
  readonly content: string;
}

export const authorizedKey = defineModule({
  name: 'ansible.posix.authorized_key',
  summary: 'Add and remove the SSH keys that may log in',
  args,
  examples: [
    "- authorized_key: { user: admin, key: \"{{ lookup('file', 'keys/admin.pub') }}\" }",
    '- ansible.posix.authorized_key: { user: admin, key: ssh-ed25519 AAAAC3 admin, exclusive: true }',
  ],
  read(host, { args: given }): KeysState {
    const file = keyFile(given, owner(host, given.user));
    const content = host.stat(file)?.type === 'file' ? host.readText(file) : '';
    return { file, target: given.follow ? host.realPath(file) : file, content };
  },
  want({ args: given }, before): KeysState {
    const keys = parseKeys(before.content);
    return alter(keys, given) ? { ...before, content: formatKeys(keys.values()) } : before;
  },
  apply(host, { args: given, after }) {
    writeKeys(host, given, owner(host, given.user), after);
  },
  diff: ({ before, after }) => [
    { before: before.content, after: after.content, beforeHeader: before.file, afterHeader: after.target },
  ],
  returns: (host, { args: given }) => ({ ...given, keyfile: keyFile(given, owner(host, given.user)) }),
});

function owner(host: HostReader, name: string): User {
  const user = host.users().find((each) => each.name === name);
  if (user === undefined) throw new DroverError('HOST_MISSING', `Cannot manage the keys of user ${name}: there is no such user`);
  return user;
}

function keyFile(given: KeyArgs, user: User): string {
  return given.path ?? `${user.home}/.ssh/authorized_keys`;
}

/** Does to the keys what the task asks for, as ansible.posix 1.6 does; answers whether anything is different then. */
function alter(keys: Map<string, AuthorizedKey>, given: KeyArgs): boolean {
  if (given.key.startsWith('http')) {
    throw new DroverError('UNSUPPORTED', `Cannot take keys from "${given.key}": keys have to be in the bundle`);
  }
  const before = new Map(keys);
  const wanted = askedKeys(given);
  for (const [i, key] of wanted.entries()) {
    const present = keys.get(key.key);
    if (given.state === 'absent') keys.delete(key.key);
    else if (present === undefined || !sameKey(present, key)) {
      keys.delete(key.key);
      keys.set(key.key, { ...key, rank: before.size + i });
    }
  }
  if (given.exclusive && given.state === 'present') keepOnly(keys, wanted);
  return keys.size !== before.size || [...keys].some(([name, key]) => before.get(name) !== key);
}

function keepOnly(keys: Map<string, AuthorizedKey>, wanted: readonly AuthorizedKey[]): void {
  for (const key of keys.keys()) if (!wanted.some((each) => each.key === key)) keys.delete(key);
}

function askedKeys(given: KeyArgs): AuthorizedKey[] {
  const lines = given.key.split(/\r\n|[\n\r]/).filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line, rank) => {
    const key = parseKey(line, rank);
    if (key === undefined) throw new DroverError('MODULE_ARGS', `Cannot use "${line}" as a key: it has no known key type`);
    const options = given.key_options === undefined ? key.options : parseKeyOptions(given.key_options);
    return { ...key, options, comment: given.comment ?? key.comment };
  });
}

function writeKeys(host: Host, given: KeyArgs, user: User, { file, target, content }: KeysState): void {
  if (given.manage_dir) ownDirectory(host, posix.dirname(file), user);
  makeDirectories(host, posix.dirname(target));
  const isLink = host.lstat(target)?.type === 'link';
  const written = isLink ? `${target}.new` : target;
  host.writeFile(written, content, { mode: 0o600, uid: user.uid, gid: user.gid });
  if (isLink) host.rename(written, target);
}

function ownDirectory(host: Host, directory: string, user: User): void {
  if (host.stat(directory) === undefined) host.makeDirectory(directory, 0o700);
  host.setOwner(directory, user.uid, user.gid);
  host.setMode(directory, 0o700);
}
