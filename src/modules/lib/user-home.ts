import { posix } from 'node:path';
import type { Host } from '../../core/host.ts';
import { loginDefs } from './account-ids.ts';
import { makeDirectories } from './make-directories.ts';

/**
 * Makes a home directory as ansible-core 2.18 does where useradd did not: a copy of the skeleton, with the mode that
 * login.defs asks for.
 */
export function makeHome(host: Host, home: string, skeleton: string | undefined): void {
  const source = skeleton ?? '/etc/skel';
  makeDirectories(host, posix.dirname(home));
  if (source !== '/dev/null' && host.stat(source)?.type === 'directory') copyTree(host, source, home);
  else host.makeDirectory(home);
  const umask = loginDefs(host).get('UMASK');
  if (umask !== undefined && /^\d+$/.test(umask)) host.setMode(home, 0o777 & ~Number.parseInt(umask, 8));
}

/** Files keep mode and time of the original, links stay links. */
function copyTree(host: Host, from: string, to: string): void {
  const original = host.lstat(from);
  if (original === undefined) return;
  if (original.type === 'link') {
    host.symlink(host.readLink(from), to);
    return;
  }
  if (original.type === 'file') host.writeFile(to, host.readFile(from), { mode: original.mode });
  if (original.type === 'directory') {
    host.makeDirectory(to, original.mode);
    for (const name of host.list(from)) copyTree(host, `${from}/${name}`, `${to}/${name}`);
  }
  host.setMode(to, original.mode);
  host.setTimes(to, { atime: original.atime, mtime: original.mtime });
}

/** Gives a directory and all in it to the user. */
export function ownTree(host: Host, path: string, uid: number, gid: number): void {
  const type = host.lstat(path)?.type;
  if (type === 'link') return;
  host.setOwner(path, uid, gid);
  if (type === 'directory') for (const name of host.list(path)) ownTree(host, `${path}/${name}`, uid, gid);
}
