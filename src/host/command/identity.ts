import { DroverError } from '../../core/errors.ts';
import type { Group, User } from '../../core/host.ts';
import { native } from '../native.ts';

/** Who a command runs as, numbers only: no name service is asked. */
export interface Identity {
  readonly user: User;
  /** The primary group first, then those that name the user as a member. */
  readonly groups: readonly number[];
}

/**
 * @param name a user's name, or its number
 * @throws DroverError `HOST_MISSING`
 */
export function identityOf(name: string, users: readonly User[], groups: readonly Group[]): Identity {
  const user = users.find((entry) => entry.name === name) ?? users.find((entry) => String(entry.uid) === name);
  if (user === undefined) throw new DroverError('HOST_MISSING', `Cannot become user "${name}": /etc/passwd has no such user`);
  const others = groups.filter((group) => group.members.includes(user.name) && group.gid !== user.gid);
  return { user, groups: [user.gid, ...others.map((group) => group.gid)] };
}

/**
 * Starts a program as another user. Node's own `uid` and `gid` options leave a program without supplementary
 * groups, so this thread takes the identity on for the moment in which the program starts.
 */
export function startAs<T>(identity: Identity | undefined, start: () => T): T {
  if (identity === undefined) return start();
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  const groups = process.getgroups?.() ?? [];
  try {
    native().setIdentity(identity.user.uid, identity.user.gid, identity.groups, true);
    return start();
  } finally {
    native().setIdentity(uid, gid, groups, false);
  }
}
