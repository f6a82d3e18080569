import type { HostReader } from '../../core/host.ts';
import type { UserArgs } from './user-args.ts';
import { day, groupCalled, type UserState } from './user-state.ts';

const given = (flag: string, value: string | number | undefined): string[] => (value === undefined ? [] : [flag, String(value)]);
const lockedHash = ({ password = '', password_lock }: UserArgs): string => (password_lock === true ? `!${password}` : password);
/** What useradd and usermod take for "never" is an empty word. */
const expiryDay = (seconds: number): string => (seconds < 0 ? '' : day(seconds));

/** The words after `useradd`, in the order of ansible-core 2.18. */
export function useraddWords(host: HostReader, asked: UserArgs): string[] {
  const hasOwnGroup = asked.group === undefined && groupCalled(host, asked.name) !== undefined;
  const groups = asked.groups?.map((name) => name.trim()).filter((name) => name !== '') ?? [];
  return [
    ...given('-u', asked.uid),
    ...(asked.uid !== undefined && asked.non_unique ? ['-o'] : []),
    ...given('-g', asked.group),
    // useradd would fail to make a group of the user's name where there is one
    ...(hasOwnGroup ? ['-N'] : []),
    ...(groups.length > 0 ? ['-G', [...new Set(groups)].join(',')] : []),
    ...given('-c', asked.comment),
    ...given('-d', asked.home),
    ...given('-s', asked.shell),
    ...(asked.expires === undefined ? [] : ['-e', expiryDay(asked.expires)]),
    ...given('-f', asked.password_expire_account_disable),
    ...(asked.password === undefined ? [] : ['-p', lockedHash(asked)]),
    ...homeWords(asked),
    ...(asked.system ? ['-r'] : []),
    ...(asked.uid_min === undefined ? [] : ['-K', `UID_MIN=${asked.uid_min}`]),
    ...(asked.uid_max === undefined ? [] : ['-K', `UID_MAX=${asked.uid_max}`]),
    asked.name,
  ];
}

function homeWords(asked: UserArgs): string[] {
  if (!asked.create_home) return ['-M'];
  return ['-m', ...given('-k', asked.skeleton), ...(asked.umask === undefined ? [] : ['-K', `UMASK=${asked.umask}`])];
}

/** The words after `usermod` for what differs; empty where it has nothing to do. */
export function usermodWords(host: HostReader, asked: UserArgs, before: UserState, after: UserState): string[] {
  const differs = (name: keyof UserState): boolean => after[name] !== undefined && String(before[name]) !== String(after[name]);
  const flag = (when: boolean, word: string): string[] => (when ? [word] : []);
  const words: readonly (readonly [keyof UserState, () => readonly string[]])[] = [
    ['uid', () => [...given('-u', after.uid), ...flag(asked.non_unique, '-o')]],
    ['group', () => ['-g', String(groupCalled(host, asked.group ?? '')?.gid)]],
    ['groups', () => [...flag(asked.append, '-a'), '-G', groupNames(host, after.groups ?? [])]],
    ['comment', () => given('-c', after.comment)],
    ['home', () => [...given('-d', after.home), ...flag(asked.move_home, '-m')]],
    ['shell', () => given('-s', after.shell)],
    ['expires', () => ['-e', after.expires === 'never' ? '' : String(after.expires)]],
    ['inactiveDays', () => given('-f', after.inactiveDays)],
    // -L and -U exclude -p, which takes the lock along
    ['locked', () => flag(!differs('password'), after.locked === true ? '-L' : '-U')],
    ['password', () => ['-p', lockedHash(asked)]],
  ];
  const needed = words.flatMap(([name, make]) => (differs(name) ? make() : []));
  return needed.length === 0 ? [] : [...needed, asked.name];
}

/** usermod takes names; the task may have used IDs. */
function groupNames(host: HostReader, words: readonly string[]): string {
  return words.map((word) => groupCalled(host, word)?.name ?? word).join(',');
}

/** The words after `chage` for what differs; empty where it has nothing to do. */
export function chageWords(name: string, before: UserState, after: UserState): string[] {
  const words = [
    ...(before.minDays === after.minDays ? [] : given('-m', after.minDays)),
    ...(before.maxDays === after.maxDays ? [] : given('-M', after.maxDays)),
    ...(before.warnDays === after.warnDays ? [] : given('-W', after.warnDays)),
  ];
  return words.length === 0 ? [] : [...words, name];
}
