import { posix } from 'node:path';
import type { Host, HostReader, User } from '../../core/host.ts';
import type { UserArgs } from './user-args.ts';

export function sshKeyFile(asked: UserArgs, home: string): string {
  const file = asked.ssh_key_file ?? `.ssh/id_${asked.ssh_key_type}`;
  return file.startsWith('/') ? file : `${home}/${file}`;
}

/** Makes the user's SSH key with ssh-keygen, in place of one that is to be replaced. */
export async function generateSshKey(host: Host, asked: UserArgs, user: User): Promise<void> {
  const file = sshKeyFile(asked, user.home);
  const folder = posix.dirname(file);
  if (host.stat(folder) === undefined) {
    host.makeDirectory(folder, 0o700);
    host.setOwner(folder, user.uid, user.gid);
  }
  host.remove(file);
  host.remove(`${file}.pub`);
  const bits = asked.ssh_key_bits > 0 ? ['-b', String(asked.ssh_key_bits)] : [];
  const comment = asked.ssh_key_comment ?? `ansible-generated on ${String(host.facts.get('nodename') ?? '')}`;
  const words = ['-t', asked.ssh_key_type, ...bits, '-C', comment, '-f', file, '-N', asked.ssh_key_passphrase ?? ''];
  await host.run('ssh-keygen', words);
  for (const made of [file, `${file}.pub`]) host.setOwner(made, user.uid, user.gid);
}

/** What the module returns about the key. */
export async function sshKeyResult(host: HostReader, asked: UserArgs, home: string): Promise<Record<string, unknown>> {
  const file = sshKeyFile(asked, home);
  if (host.stat(file) === undefined) return { ssh_key_file: file, ssh_fingerprint: '', ssh_public_key: null };
  const { stdout, stderr, code } = await host.query('ssh-keygen', ['-l', '-f', file], { accept: 'any' });
  const text = host.stat(`${file}.pub`) === undefined ? null : host.readText(`${file}.pub`).trim();
  return { ssh_key_file: file, ssh_fingerprint: (code === 0 ? stdout : stderr).trim(), ssh_public_key: text };
}
