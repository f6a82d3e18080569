import { DroverError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import type { UserArgs } from './user-args.ts';
import { groupCalled, type UserState } from './user-state.ts';

const given = (flag: string, value: string | number | undefined): string[] => (value === undefined ? [] : [flag, String(value)]);

/** Adds a user with busybox's adduser, the password with chpasswd. */
export async function addBusyboxUser(host: Host, asked: UserArgs): Promise<void> {
  await host.run('adduser', [
    '-D',
    ...given('-u', asked.uid),
    ...given('-G', asked.group),
    ...given('-g', asked.comment),
    ...given('-h', asked.home),
    ...given('-s', asked.shell),
    ...(asked.create_home ? [] : ['-H']),
    ...given('-k', asked.skeleton),
    ...(asked.system ? ['-S'] : []),
    asked.name,
  ]);
  if (asked.password !== undefined) await setPassword(host, asked);
  for (const name of (asked.groups ?? []).filter((each) => each.trim() !== ''))
    await host.run('adduser', [asked.name, nameOf(host, name)]);
}

/**
 * Changes groups and password; busybox has nothing for the rest.
 * @throws DroverError `HOST_MISSING` that names what cannot be changed
 */
export async function changeBusyboxUser(host: Host, asked: UserArgs, before: UserState, after: UserState): Promise<void> {
  const possible = ['groups', 'password', 'homeDirectory', 'sshKey', 'state'];
  const differing = Object.keys(after).filter(
    (key) => String(before[key as keyof UserState]) !== String(after[key as keyof UserState]),
  );
  const impossible = differing.filter((key) => !possible.includes(key));
  if (impossible.length > 0) {
    throw new DroverError(
      'HOST_MISSING',
      `Cannot change ${impossible.join(', ')} of the user ${asked.name}: busybox has no usermod`,
      {
        hint: 'install the package shadow',
      },
    );
  }
  if (differing.includes('groups')) await changeGroups(host, asked, before.groups ?? [], after.groups ?? []);
  if (differing.includes('password')) await setPassword(host, asked);
}

async function changeGroups(host: Host, asked: UserArgs, before: readonly string[], after: readonly string[]): Promise<void> {
  for (const name of after) if (!before.includes(name)) await host.run('adduser', [asked.name, nameOf(host, name)]);
  for (const name of before) if (!after.includes(name)) await host.run('delgroup', [asked.name, nameOf(host, name)]);
}

const nameOf = (host: Host, word: string): string => groupCalled(host, word.trim())?.name ?? word;

async function setPassword(host: Host, { name, password = '', password_lock }: UserArgs): Promise<void> {
  const hash = password_lock === true ? `!${password}` : password;
  await host.run('chpasswd', ['--encrypted'], { input: `${name}:${hash}\n` });
}
