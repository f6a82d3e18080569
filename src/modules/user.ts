import { posix } from 'node:path';
import type { Host, HostReader, User } from '../core/host.ts';
import { defineModule } from '../core/module.ts';
import { accountTools } from './lib/account-tools.ts';
import { type UserArgs, userArgs } from './lib/user-args.ts';
import { addBusyboxUser, changeBusyboxUser } from './lib/user-busybox.ts';
import { makeHome, ownTree } from './lib/user-home.ts';
import { predictChangedUser, predictNewUser, predictRemovedUser } from './lib/user-predict.ts';
import { chageWords, useraddWords, usermodWords } from './lib/user-shadow-tools.ts';
import { generateSshKey, sshKeyResult } from './lib/user-ssh-key.ts';
import { readUser, type UserState, wantUser } from './lib/user-state.ts';

export const user = defineModule({
  name: 'ansible.builtin.user',
  summary: 'Add, change and remove users',
  args: userArgs,
  examples: [
    '- user: { name: admin, groups: [wheel, docker], append: true, shell: /bin/bash }',
    '- user: { name: nomad, system: true, home: /var/lib/nomad, create_home: false }',
    '- user: { name: old, state: absent, remove: true }',
  ],
  read: (host, { args }): UserState => readUser(host, args),
  want: ({ args }, before) => wantUser(args, before),
  async apply(host, { args, before, after }) {
    if (after.state === 'absent') return removeUser(host, args);
    if (before.state === 'absent') await addUser(host, args);
    else await changeUser(host, args, before, after);
    await completeUser(host, args, before, after);
  },
  predict(host, { args, before, after }) {
    const present = named(host, args.name);
    if (present === undefined) predictNewUser(host, args);
    else if (after.state === 'absent') predictRemovedUser(host, args, present);
    else predictChangedUser(host, args, present);
    if (before.sshKey !== after.sshKey) host.pending(`an SSH key of ${args.name} would be made`);
  },
  verifies: ({ args }) => !(args.generate_ssh_key === true && args.force),
  returns: (host, { args, before }) => result(host, args, before),
});

function named(host: HostReader, name: string): User | undefined {
  return host.users().find((each) => each.name === name);
}

async function addUser(host: Host, args: UserArgs): Promise<void> {
  if (accountTools(host, 'useradd', 'adduser') === 'busybox') return addBusyboxUser(host, args);
  const { home } = args;
  const lacksParent = home !== undefined && args.create_home && host.stat(posix.dirname(home))?.type !== 'directory';
  if (lacksParent && host.stat(home) === undefined) makeHome(host, home, args.skeleton);
  await host.run('useradd', useraddWords(host, args));
  const added = named(host, args.name);
  if (lacksParent && added !== undefined) ownTree(host, home, added.uid, added.gid);
}

async function changeUser(host: Host, args: UserArgs, before: UserState, after: UserState): Promise<void> {
  if (accountTools(host, 'usermod', 'adduser') === 'busybox') return changeBusyboxUser(host, args, before, after);
  const words = usermodWords(host, args, before, after);
  if (words.length > 0) await host.run('usermod', words);
}

async function removeUser(host: Host, args: UserArgs): Promise<void> {
  if (accountTools(host, 'userdel', 'deluser') === 'busybox') {
    await host.run('deluser', [...(args.remove ? ['--remove-home'] : []), args.name]);
    return;
  }
  await host.run('userdel', [...(args.force ? ['-f'] : []), ...(args.remove ? ['-r'] : []), args.name]);
}

/** What useradd and usermod leave out: a home directory that is still missing, the SSH key, password ages. */
async function completeUser(host: Host, args: UserArgs, before: UserState, after: UserState): Promise<void> {
  const present = named(host, args.name);
  if (present === undefined) return;
  const home = args.home ?? present.home;
  if (args.create_home && host.stat(home) === undefined) {
    makeHome(host, home, args.skeleton);
    ownTree(host, home, present.uid, present.gid);
  }
  if (after.sshKey !== before.sshKey) await generateSshKey(host, args, present);
  const ages = chageWords(args.name, before, after);
  if (ages.length > 0) await host.run('chage', ages);
}

async function result(host: HostReader, args: UserArgs, before: UserState): Promise<Record<string, unknown>> {
  const present = args.state === 'present' ? named(host, args.name) : undefined;
  const asked = { name: args.name, state: args.state };
  if (present === undefined) return before.state === 'present' ? { ...asked, force: args.force, remove: args.remove } : asked;
  const isNew = before.state === 'absent';
  return {
    ...asked,
    ...(isNew ? { system: args.system, create_home: args.create_home } : { append: args.append, move_home: args.move_home }),
    ...(args.password === undefined ? {} : { password: 'NOT_LOGGING_PASSWORD' }),
    uid: present.uid,
    group: present.gid,
    comment: present.comment,
    home: present.home,
    shell: present.shell,
    ...(args.groups === undefined ? {} : { groups: args.groups.join(',') }),
    ...(args.generate_ssh_key === true ? await sshKeyResult(host, args, present.home) : {}),
  };
}
