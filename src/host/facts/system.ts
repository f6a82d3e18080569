import { statfsSync } from 'node:fs';
import { codeOf } from '../io-error.ts';
import type { FactContext, Facts } from './context.ts';
import { content, exists, lines } from './read.ts';

type Files = FactContext['files'];

export const userNames = [
  ...['user_id', 'user_uid', 'user_gid', 'user_gecos', 'user_dir', 'user_shell'],
  ...['real_user_id', 'effective_user_id', 'real_group_id', 'effective_group_id'],
] as const;

export function userFacts({ files, environment }: FactContext): Facts {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  const { LOGNAME, USER, LNAME, USERNAME } = environment;
  const users = files.users();
  const name = LOGNAME || USER || LNAME || USERNAME || users.find((user) => user.uid === uid)?.name;
  const entry = users.find((user) => user.name === name) ?? users.find((user) => user.uid === uid);
  return {
    user_id: name ?? String(uid),
    ...(entry === undefined ? {} : { user_uid: entry.uid, user_gid: entry.gid, user_gecos: entry.comment }),
    ...(entry === undefined ? {} : { user_dir: entry.home, user_shell: entry.shell }),
    real_user_id: uid,
    effective_user_id: process.geteuid?.() ?? uid,
    real_group_id: gid,
    effective_group_id: gid,
  };
}

export const securityNames = [
  ...['selinux', 'selinux_python_present', 'apparmor', 'fips', 'system_capabilities', 'system_capabilities_enforced'],
] as const;

export function securityFacts({ files }: FactContext): Facts {
  return {
    selinux: selinux(files),
    selinux_python_present: true,
    apparmor: { status: exists(files, '/sys/kernel/security/apparmor') ? 'enabled' : 'disabled' },
    fips: content(files, '/proc/sys/crypto/fips_enabled') === '1',
    // What Ansible says of a host without capsh.
    ...{ system_capabilities: 'N/A', system_capabilities_enforced: 'N/A' },
  };
}

function selinux(files: Files): Facts {
  const enforce = content(files, '/sys/fs/selinux/enforce');
  if (enforce === undefined) return { status: 'disabled' };
  const configured = lines(files, '/etc/selinux/config');
  const setting = (name: string): string | undefined =>
    configured
      .find((line) => line.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .trim();
  return {
    status: 'enabled',
    policyvers: Number(content(files, '/sys/fs/selinux/policyvers') ?? 0),
    config_mode: setting('SELINUX') ?? 'unknown',
    mode: enforce === '1' ? 'enforcing' : 'permissive',
    type: setting('SELINUXTYPE') ?? 'unknown',
  };
}

export const chrootNames = ['is_chroot'] as const;

/** Whether this process's root is another one than that of the machine's first process. */
export function chrootFacts({ files, environment }: FactContext): Facts {
  const { debian_chroot: marked = '' } = environment;
  if (marked !== '') return { is_chroot: true };
  const root = files.stat('/');
  try {
    const first = files.stat('/proc/1/root/.');
    if (first !== undefined) return { is_chroot: root?.inode !== first.inode || root.device !== first.device };
  } catch (error) {
    if (!(error instanceof Error) || codeOf(error.cause) === undefined) throw error;
  }
  // Not to be seen: the root of a file system has a number of its own.
  const topInode = { 2435016766: 256, 1481003842: 128 }[statfsSync('/').type] ?? 2;
  return { is_chroot: root?.inode !== topInode };
}

export const keyNames = [
  ...['dsa', 'rsa', 'ecdsa', 'ed25519'].flatMap((kind) => [`ssh_host_key_${kind}_public`, `ssh_host_key_${kind}_public_keytype`]),
];

/** The public keys of the first directory that has some. */
export function keyFacts({ files }: FactContext): Facts {
  for (const directory of ['/etc/ssh', '/etc/openssh', '/etc']) {
    const facts: [string, string][] = ['dsa', 'rsa', 'ecdsa', 'ed25519'].flatMap((kind) => {
      const [type, key] = content(files, `${directory}/ssh_host_${kind}_key.pub`)?.split(/\s+/) ?? [];
      if (type === undefined || key === undefined) return [];
      const name = `ssh_host_key_${kind}_public`;
      return [
        [name, key],
        [`${name}_keytype`, type],
      ];
    });
    if (facts.length > 0) return Object.fromEntries(facts);
  }
  return {};
}

export const environmentNames = ['env'] as const;

export function environmentFacts({ environment }: FactContext): Facts {
  return { env: environment };
}
