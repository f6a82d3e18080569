import type { PredictedHost, User } from '../../core/host.ts';
import { editAccountFile, withEntry, withFields, withMembership, withoutEntry } from './account-files.ts';
import { idRange, loginDefs, nextId } from './account-ids.ts';
import { shadowEntry } from './shadow-file.ts';
import type { UserArgs } from './user-args.ts';
import { makeHome, ownTree } from './user-home.ts';
import { groupCalled } from './user-state.ts';

const [passwd, group, shadow, gshadow] = ['/etc/passwd', '/etc/group', '/etc/shadow', '/etc/gshadow'] as const;

/** Puts the user that useradd would make into the prediction: account files and home directory. */
export function predictNewUser(host: PredictedHost, asked: UserArgs): void {
  const uids = idRange('UID', loginDefs(host), { system: asked.system, min: asked.uid_min, max: asked.uid_max });
  const uid =
    asked.uid ??
    nextId(
      host.users().map((user) => user.uid),
      uids,
    ) ??
    uids.max;
  const gid = primaryGid(host, asked, uid);
  const home = asked.home ?? `/home/${asked.name}`;
  const entry = [asked.name, 'x', uid, gid, asked.comment ?? '', home, asked.shell ?? '/bin/sh'];
  editAccountFile(host, passwd, (text) => withEntry(text, entry));
  editAccountFile(host, shadow, (text) => withEntry(text, [asked.name, asked.password ?? '!', '', '', '', '', '', '', '']));
  predictShadow(host, { ...asked, update_password: 'always' });
  predictGroups(host, asked);
  if (asked.create_home && host.stat(home) === undefined) predictHome(host, home, asked, uid, gid);
}

function primaryGid(host: PredictedHost, asked: UserArgs, uid: number): number {
  const present = groupCalled(host, asked.group ?? asked.name);
  if (present !== undefined) return present.gid;
  const used = host.groups().map((each) => each.gid);
  const range = idRange('GID', loginDefs(host), { system: asked.system });
  const gid = used.includes(uid) ? (nextId(used, range) ?? range.max) : uid;
  editAccountFile(host, group, (text) => withEntry(text, [asked.name, 'x', gid, '']));
  editAccountFile(host, gshadow, (text) => withEntry(text, [asked.name, '!', '', '']));
  return gid;
}

/** Puts what usermod would change into the prediction. */
export function predictChangedUser(host: PredictedHost, asked: UserArgs, user: User): void {
  const gid = asked.group === undefined ? user.gid : (groupCalled(host, asked.group)?.gid ?? user.gid);
  const uid = asked.uid ?? user.uid;
  const home = asked.home ?? user.home;
  const fields = { 2: uid, 3: gid, 4: asked.comment ?? user.comment, 5: home, 6: asked.shell ?? user.shell };
  editAccountFile(host, passwd, (text) => withFields(text, asked.name, fields));
  predictShadow(host, asked);
  predictGroups(host, asked);
  if (asked.move_home && home !== user.home && host.stat(user.home) !== undefined) host.rename(user.home, home);
  if (asked.create_home && host.stat(home) === undefined) predictHome(host, home, asked, uid, gid);
}

/** The password, its lock and the days, as usermod and chage would write them. */
function predictShadow(host: PredictedHost, asked: UserArgs): void {
  const present = shadowEntry(host, asked.name).password;
  const hash = asked.password !== undefined && asked.update_password === 'always' ? asked.password : present;
  const isLocked = asked.password_lock ?? (hash === present && present.startsWith('!'));
  const fields = {
    1: isLocked ? `!${hash.replace(/^!+/, '')}` : hash.replace(/^!+(?=.)/, ''),
    3: asked.password_expire_min,
    4: asked.password_expire_max,
    5: asked.password_expire_warn,
    6: asked.password_expire_account_disable,
    7: asked.expires === undefined ? undefined : asked.expires < 0 ? '' : Math.floor(asked.expires / 86400),
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Record<
    number,
    string | number
  >;
  editAccountFile(host, shadow, (text) => withFields(text, asked.name, given));
}

function predictGroups(host: PredictedHost, { name, groups, append }: UserArgs): void {
  if (groups === undefined) return;
  const wanted = new Set(groups.map((word) => groupCalled(host, word.trim())?.name));
  const belongs = (each: string, isMember: boolean): boolean => wanted.has(each) || (append && isMember);
  editAccountFile(host, group, (text) => withMembership(text, name, belongs));
}

function predictHome(host: PredictedHost, home: string, asked: UserArgs, uid: number, gid: number): void {
  makeHome(host, home, asked.skeleton);
  ownTree(host, home, uid, gid);
}

/** Takes the user out of the prediction. */
export function predictRemovedUser(host: PredictedHost, asked: UserArgs, user: User): void {
  for (const path of [passwd, shadow]) editAccountFile(host, path, (text) => withoutEntry(text, user.name));
  editAccountFile(host, group, (text) => withMembership(text, user.name, () => false));
  const own = host.groups().find((each) => each.name === user.name && each.members.length === 0);
  if (own !== undefined)
    for (const path of [group, gshadow]) editAccountFile(host, path, (text) => withoutEntry(text, user.name));
  if (asked.remove) host.remove(user.home);
}
