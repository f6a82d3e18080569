import type { FileStat, Group, HostReader, User } from '../core/host.ts';
import { parseGroup, parsePasswd } from './accounts.ts';

type Files = Pick<HostReader, 'stat' | 'readText'>;

/** The host's users and groups, read again when their file is another one than the last time. */
export class AccountFiles {
  readonly users: () => readonly User[];
  readonly groups: () => readonly Group[];

  constructor(files: Files) {
    this.users = watched(files, '/etc/passwd', parsePasswd);
    this.groups = watched(files, '/etc/group', parseGroup);
  }
}

function watched<T>(files: Files, path: string, parse: (text: string) => T[]): () => readonly T[] {
  let seen = '';
  let entries: readonly T[] = [];
  return () => {
    const stat = files.stat(path);
    const key = stat === undefined ? 'missing' : keyOf(stat);
    if (key === seen) return entries;
    entries = stat === undefined ? [] : parse(files.readText(path));
    seen = key;
    return entries;
  };
}

function keyOf(stat: FileStat): string {
  return `${stat.device}:${stat.inode}:${stat.size}:${stat.mtime}:${stat.ctime}`;
}
