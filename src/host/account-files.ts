import type { FileStat, Group, HostReader, User } from '../core/host.ts';
import { parseGroup, parsePasswd } from './accounts.ts';

type Files = Pick<HostReader, 'stat' | 'readText'>;

/**
 * The host's users and groups. Their files are looked at again after the run has changed something or started a
 * program, and read again when they are others than the last time.
 */
export class AccountFiles {
  readonly #users: Watched<User>;
  readonly #groups: Watched<Group>;

  constructor(files: Files) {
    this.#users = new Watched(files, '/etc/passwd', parsePasswd);
    this.#groups = new Watched(files, '/etc/group', parseGroup);
  }

  users(): readonly User[] {
    return this.#users.entries();
  }

  groups(): readonly Group[] {
    return this.#groups.entries();
  }

  lookAgain(): void {
    this.#users.isSettled = false;
    this.#groups.isSettled = false;
  }
}

class Watched<T> {
  isSettled = false;
  readonly #files: Files;
  readonly #path: string;
  readonly #parse: (text: string) => T[];
  #seen = '';
  #entries: readonly T[] = [];

  constructor(files: Files, path: string, parse: (text: string) => T[]) {
    this.#files = files;
    this.#path = path;
    this.#parse = parse;
  }

  entries(): readonly T[] {
    if (this.isSettled) return this.#entries;
    this.isSettled = true;
    const stat = this.#files.stat(this.#path);
    const key = stat === undefined ? 'missing' : keyOf(stat);
    if (key !== this.#seen) this.#entries = stat === undefined ? [] : this.#parse(this.#files.readText(this.#path));
    this.#seen = key;
    return this.#entries;
  }
}

function keyOf(stat: FileStat): string {
  return `${stat.device}:${stat.inode}:${stat.size}:${stat.mtime}:${stat.ctime}`;
}
