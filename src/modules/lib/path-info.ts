import type { FileStat, HostReader } from '../../core/host.ts';
import type { Returned } from '../../core/module.ts';
import { modeText } from './file-mode.ts';

export type PathState = 'absent' | 'link' | 'directory' | 'hard' | 'file';

/** What lies at a path, in the words of Ansible's `file` module: a file with several names is `hard`. */
export function pathState(host: HostReader, path: string): PathState {
  return stateOf(host.lstat(path));
}

/** The same of what `lstat` answered. */
export function stateOf(stat: FileStat | undefined): PathState {
  if (stat === undefined) return 'absent';
  if (stat.type === 'link' || stat.type === 'directory') return stat.type;
  return stat.links > 1 ? 'hard' : 'file';
}

/** What Ansible's modules add to a result that names a path: its owner, mode, size and state. */
export function pathInfo(host: HostReader, path: string): Returned {
  const stat = host.lstat(path);
  if (stat === undefined || (stat.type === 'link' && host.stat(path) === undefined)) return {};
  return {
    uid: stat.uid,
    gid: stat.gid,
    owner: userName(host, stat.uid),
    group: groupName(host, stat.gid),
    mode: modeText(stat.mode),
    state: stateOf(stat),
    size: stat.size,
  };
}

export function userName(host: HostReader, uid: number): string {
  return host.users().find((user) => user.uid === uid)?.name ?? String(uid);
}

export function groupName(host: HostReader, gid: number): string {
  return host.groups().find((group) => group.gid === gid)?.name ?? String(gid);
}
