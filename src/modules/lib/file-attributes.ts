import { boolean, raw, string, unsupported } from '../../core/args.ts';
import { DroverError } from '../../core/errors.ts';
import type { FileStat, Host, HostReader } from '../../core/host.ts';
import type { Value } from '../../core/value/types.ts';
import { modeText, parseMode } from './file-mode.ts';

/** Arguments of every module that manages files, as ansible-core 2.18.6 documents them. */
export const fileArgs = {
  mode: raw({ doc: 'Permissions: octal digits as a string, or symbolic like `u=rwX,go-w`' }),
  owner: string({ doc: 'User that owns the file, by name or number' }),
  group: string({ doc: 'Group that owns the file, by name or number' }),
  seuser: string({ doc: 'User of the SELinux context; without effect on a host without SELinux' }),
  serole: string({ doc: 'Role of the SELinux context; without effect on a host without SELinux' }),
  setype: string({ doc: 'Type of the SELinux context; without effect on a host without SELinux' }),
  selevel: string({ doc: 'Level of the SELinux context; without effect on a host without SELinux' }),
  unsafe_writes: boolean({ default: false, doc: 'Without effect: a file is always replaced in one step' }),
  attributes: unsupported('file attributes of chattr are not managed', { aliases: ['attr'] }),
} as const;

export interface AttributeArgs {
  readonly mode: Value | undefined;
  readonly owner: string | undefined;
  readonly group: string | undefined;
}

/** Owner and permissions of a file. The mode is text, `0644`; undefined for a symbolic link, which has none. */
export interface Attributes {
  readonly owner: number;
  readonly group: number;
  readonly mode: string | undefined;
}

/** The numbers of the user and group that a task names. */
export interface Accounts {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Why one of them cannot be had; an earlier change of a check run may yet make it. */
  readonly unknown: DroverError | undefined;
}

/** The accounts of a task that names none. */
export const noAccounts: Accounts = { uid: undefined, gid: undefined, unknown: undefined };

export function attributesOf(stat: FileStat): Attributes {
  return { owner: stat.uid, group: stat.gid, mode: stat.type === 'link' ? undefined : modeText(stat.mode) };
}

export function findAccounts(host: HostReader, path: string, { owner, group }: AttributeArgs): Accounts {
  const known = { uid: numberOf(owner), gid: numberOf(group) };
  const uid = known.uid ?? (owner === undefined ? undefined : host.users().find((user) => user.name === owner)?.uid);
  const gid = known.gid ?? (group === undefined ? undefined : host.groups().find((each) => each.name === group)?.gid);
  const noUser = owner !== undefined && uid === undefined ? unknownAccount('owner', path, `user ${owner}`) : undefined;
  const noGroup = group !== undefined && gid === undefined ? unknownAccount('group', path, `group ${group}`) : undefined;
  return { uid, gid, unknown: noUser ?? noGroup };
}

/** @throws DroverError `HOST_MISSING` for a user or group that the host does not know */
export function requireAccounts({ unknown }: Accounts): void {
  if (unknown !== undefined) throw unknown;
}

function numberOf(account: string | undefined): number | undefined {
  return account !== undefined && /^\s*-?\d+\s*$/.test(account) ? Number(account) : undefined;
}

function unknownAccount(what: string, path: string, account: string): DroverError {
  return new DroverError('HOST_MISSING', `Cannot set the ${what} of ${path}: the host has no ${account}`, { result: { path } });
}

/** The attributes that a task asks for; what it does not name stays as it is. */
export function wantAttributes(
  current: Attributes,
  mode: Value | undefined,
  accounts: Accounts,
  isDirectory: boolean,
): Attributes {
  const bits = current.mode === undefined ? undefined : Number.parseInt(current.mode, 8);
  const wanted = mode === undefined || bits === undefined ? bits : parseMode(mode, bits, isDirectory);
  return {
    owner: accounts.uid ?? current.owner,
    group: accounts.gid ?? current.group,
    mode: wanted === undefined ? undefined : modeText(wanted),
  };
}

/** What a new file or directory gets from the system before a task's attributes are set. */
export function newAttributes(host: HostReader, parent: string, type: 'file' | 'directory'): Attributes {
  const above = host.stat(parent);
  const inherits = above !== undefined && (above.mode & 0o2000) !== 0;
  const mode = type === 'file' ? 0o644 : inherits ? 0o2755 : 0o755;
  return { owner: 0, group: inherits ? above.gid : 0, mode: modeText(mode) };
}

/** Sets what differs: the owner first, for that takes setuid bits away. */
export function applyAttributes(host: Host, path: string, before: Attributes, after: Attributes): void {
  const isOwned = before.owner === after.owner && before.group === after.group;
  if (!isOwned) {
    const uid = before.owner === after.owner ? undefined : after.owner;
    const gid = before.group === after.group ? undefined : after.group;
    host.setOwner(path, uid, gid, { follow: false });
  }
  if (after.mode === undefined) return;
  const hasSpecialBits = Number.parseInt(after.mode, 8) > 0o777;
  if (before.mode !== after.mode || (!isOwned && hasSpecialBits)) host.setMode(path, Number.parseInt(after.mode, 8));
}

/** The entries of Ansible's diff for attributes that differ. */
export function attributeDiff(
  before: Attributes,
  after: Attributes,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const names = (['owner', 'group', 'mode'] as const).filter((name) => before[name] !== after[name]);
  return {
    before: Object.fromEntries(names.map((name) => [name, before[name]])),
    after: Object.fromEntries(names.map((name) => [name, after[name]])),
  };
}
