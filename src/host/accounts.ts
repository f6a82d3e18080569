import type { Group, User } from '../core/host.ts';

/**
 * The entries of a passwd(5) text. Lines without a name and a whole number for the user's and the group's
 * ID (comments, NIS's `+`) are passed over, as the C library does.
 */
export function parsePasswd(text: string): User[] {
  const users: User[] = [];
  for (const line of text.split('\n')) {
    const [name = '', , uid = '', gid = '', comment = '', home = '', shell = ''] = line.split(':');
    if (!isAccount(name, uid) || !isNumber(gid)) continue;
    users.push({ name, uid: Number(uid), gid: Number(gid), comment, home, shell });
  }
  return users;
}

/** The entries of a group(5) text. */
export function parseGroup(text: string): Group[] {
  const groups: Group[] = [];
  for (const line of text.split('\n')) {
    const [name = '', , gid = '', members = ''] = line.split(':');
    if (!isAccount(name, gid)) continue;
    groups.push({ name, gid: Number(gid), members: members === '' ? [] : members.split(',').map((member) => member.trim()) });
  }
  return groups;
}

function isAccount(name: string, id: string): boolean {
  return name !== '' && !name.startsWith('#') && !name.startsWith('+') && !name.startsWith('-') && isNumber(id);
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
