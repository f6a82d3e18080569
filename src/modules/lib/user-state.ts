import { DroverError } from '../../core/errors.ts';
import type { Group, HostReader, User } from '../../core/host.ts';
import { shadowEntry } from './shadow-file.ts';
import type { UserArgs } from './user-args.ts';
import { sshKeyFile } from './user-ssh-key.ts';

/** What the task asks about, in its own words; nothing else is read. A hash never shows up here. */
export interface UserState {
  readonly state: 'absent' | 'present';
  readonly uid?: number;
  readonly group?: string;
  readonly groups?: readonly string[];
  readonly comment?: string;
  readonly home?: string;
  readonly shell?: string;
  readonly password?: 'as asked' | 'different';
  readonly locked?: boolean;
  /** A day, `2030-01-31`, or `never`. */
  readonly expires?: string;
  readonly inactiveDays?: number;
  readonly minDays?: number;
  readonly maxDays?: number;
  readonly warnDays?: number;
  readonly homeDirectory?: 'absent' | 'present';
  readonly sshKey?: 'absent' | 'present' | 'to be replaced';
}

export function readUser(host: HostReader, asked: UserArgs): UserState {
  const user = host.users().find((each) => each.name === asked.name);
  if (asked.state === 'present') requireGroups(host, asked);
  if (user === undefined) return { state: 'absent' };
  if (asked.state === 'absent') return { state: 'present' };
  return defined({
    state: 'present',
    uid: asked.uid === undefined ? undefined : user.uid,
    group: asked.group === undefined ? undefined : primaryGroup(host, user, asked.group),
    groups: asked.groups === undefined ? undefined : memberships(host, asked),
    comment: asked.comment === undefined ? undefined : user.comment,
    home: asked.home === undefined ? undefined : user.home,
    shell: asked.shell === undefined ? undefined : user.shell,
    homeDirectory: asked.create_home ? homeDirectory(host, asked.home ?? user.home) : undefined,
    ...shadowState(host, asked),
    sshKey: asked.generate_ssh_key === true ? sshKey(host, asked, user) : undefined,
  });
}

function shadowState(host: HostReader, asked: UserArgs): Partial<Record<keyof UserState, unknown>> {
  const shadow = shadowEntry(host, asked.name);
  const expires = shadow.expires === undefined || shadow.expires < 0 ? 'never' : day(shadow.expires * 86400);
  const days = (wanted: number | undefined, present = -1): number | undefined => (wanted === undefined ? undefined : present);
  return {
    ...passwordState(shadow.password, asked),
    expires: asked.expires === undefined ? undefined : expires,
    inactiveDays: days(asked.password_expire_account_disable, shadow.inactiveDays),
    minDays: days(asked.password_expire_min, shadow.minDays),
    maxDays: days(asked.password_expire_max, shadow.maxDays),
    warnDays: days(asked.password_expire_warn, shadow.warnDays),
  };
}

function passwordState(present: string, asked: UserArgs): Partial<UserState> {
  const hash = present.replace(/^!+/, '');
  const isLocked = present.startsWith('!');
  const hasHash = hash !== '' && hash !== '*';
  const isManaged = asked.password !== undefined && asked.update_password === 'always';
  return {
    ...(isManaged ? { password: hash === asked.password.replace(/^!+/, '') ? 'as asked' : 'different' } : {}),
    // an account without a hash cannot be unlocked, and need not be
    ...(asked.password_lock === undefined ? {} : { locked: isLocked && (hasHash || asked.password_lock) }),
  };
}

export function wantUser(asked: UserArgs, before: UserState): UserState {
  if (asked.state === 'absent') return { state: 'absent' };
  const groups =
    asked.groups === undefined
      ? undefined
      : [...new Set(asked.groups.map((name) => name.trim()).filter((name) => name !== ''))].sort();
  const setsPassword = asked.password !== undefined && asked.update_password === 'always';
  return defined({
    state: 'present',
    uid: asked.uid,
    group: asked.group,
    groups,
    comment: asked.comment,
    home: asked.home,
    shell: asked.shell,
    password: setsPassword ? 'as asked' : undefined,
    locked: asked.password_lock,
    expires: asked.expires === undefined ? undefined : asked.expires < 0 ? 'never' : day(asked.expires),
    inactiveDays: asked.password_expire_account_disable,
    minDays: asked.password_expire_min,
    maxDays: asked.password_expire_max,
    warnDays: asked.password_expire_warn,
    homeDirectory: asked.create_home ? 'present' : undefined,
    sshKey: asked.generate_ssh_key !== true ? undefined : before.sshKey === 'to be replaced' ? 'replaced' : 'present',
  });
}

function defined(state: Partial<Record<keyof UserState, unknown>>): UserState {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as unknown as UserState;
}

/** A UTC day of seconds since 1970. */
export function day(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** A group by its ID or its name, as ansible-core looks for it. */
export function groupCalled(host: HostReader, word: string): Group | undefined {
  const groups = host.groups();
  const byId = /^\d+$/.test(word) ? groups.find((each) => each.gid === Number(word)) : undefined;
  return byId ?? groups.find((each) => each.name === word);
}

function requireGroups(host: HostReader, { name, group, groups = [] }: UserArgs): void {
  for (const word of [...(group === undefined ? [] : [group]), ...groups.map((each) => each.trim())]) {
    if (word === '' || groupCalled(host, word) !== undefined) continue;
    throw new DroverError('HOST_MISSING', `Cannot manage the user ${name}: there is no group ${word}`);
  }
}

function primaryGroup(host: HostReader, user: User, asked: string): string {
  if (groupCalled(host, asked)?.gid === user.gid) return asked;
  return host.groups().find((each) => each.gid === user.gid)?.name ?? String(user.gid);
}

/** The user's groups, those asked for under the words of the task; with `append` only these. */
function memberships(host: HostReader, { name, groups = [], append }: UserArgs): string[] {
  const words = new Map(groups.map((word) => [groupCalled(host, word.trim())?.name, word.trim()] as const));
  const member = host.groups().filter((group) => group.members.includes(name));
  const counted = append ? member.filter((group) => words.has(group.name)) : member;
  return counted.map((group) => words.get(group.name) ?? group.name).sort();
}

function homeDirectory(host: HostReader, home: string): 'absent' | 'present' {
  return host.stat(home) === undefined ? 'absent' : 'present';
}

function sshKey(host: HostReader, asked: UserArgs, user: User): 'absent' | 'present' | 'to be replaced' {
  const file = sshKeyFile(asked, asked.home ?? user.home);
  const exists = host.stat(file) !== undefined || host.stat(`${file}.pub`) !== undefined;
  if (!exists) return 'absent';
  return asked.force ? 'to be replaced' : 'present';
}
