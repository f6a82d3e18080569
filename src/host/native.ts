import { closeSync, constants, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getSystemErrorName } from 'node:util';

/** The functions of native/drover.c. Each throws an exception with a system error `code`. */
export interface Native {
  /**
   * Starts a program, without input, in a group of its own. What it answers waits for the program's end; to be called once.
   * `code` is a signal's number below zero where one ended it.
   */
  ask(program: {
    readonly path: string;
    readonly argv: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
    readonly cwd: string;
  }): () => { readonly code: number; readonly stdout: Uint8Array; readonly stderr: Uint8Array };
  /** The caller changes the working directory. */
  chroot(path: string): void;
  /** Takes the exclusive flock(2) lock of an open file without waiting; false where another process holds it. */
  lock(fd: number): boolean;
  /** Opens a path below an open directory, wherever the root is by now. */
  openAt(directory: number, path: string, flags: number): number;
  /** FNV-1a over bytes, 16 hexadecimal digits: it tells apart what was changed, and proves nothing. */
  digest(bytes: Uint8Array): string;
  /** The digest of a file below an open directory, wherever the root is by now. */
  digestAt(directory: number, path: string): string;
  /**
   * A directory below an open one: of each entry the letter of its type (`f`, `d`, `p`, `s`, `c`, `b`; a symbolic link
   * has that of what it leads to) and its name in one string. Links that lead nowhere are left out.
   */
  readDirectory(directory: number, path: string): string[];
  listAttributes(path: string): string[];
  getAttribute(path: string, name: string): Uint8Array;
  setAttribute(path: string, name: string, value: Uint8Array): void;
  removeAttribute(path: string, name: string): void;
  /** Seconds since 1970; undefined leaves a time as it is. Follows symbolic links. */
  setTimes(path: string, atime: number | undefined, mtime: number | undefined): void;
  /**
   * Real and effective user, group and supplementary groups of the calling thread, not of the process. The saved
   * IDs stay, which is the way back: `leavesRoot` false comes back to root.
   */
  setIdentity(uid: number, gid: number, groups: readonly number[], leavesRoot: boolean): void;
  /** Ends the process: nothing that is still to be done is done. */
  leave(status: number): void;
}

type Answer = number | Uint8Array;

interface Addon {
  ask(path: Buffer, argv: Buffer, environment: Buffer, cwd: Buffer): number | object;
  answer(question: object): number | [number, Buffer, Buffer];
  chroot(path: string): Answer;
  lock(fd: number): Answer;
  openAt(directory: number, path: string, flags: number): Answer;
  digest(bytes: Uint8Array): number | string;
  digestAt(directory: number, path: string): number | string;
  readDirectory(directory: number, path: string): number | string[];
  listAttributes(path: string): Answer;
  getAttribute(path: string, name: string): Answer;
  setAttribute(path: string, name: string, value: Uint8Array): Answer;
  removeAttribute(path: string, name: string): Answer;
  setTimes(path: string, atime: number, mtime: number, flags: number): Answer;
  setIdentity(uid: number, gid: number, groups: readonly number[], leavesRoot: number): Answer;
  leave(status: number): void;
}

const assetName = 'drover.node';
/** The `O_TMPFILE` of Linux, which Node does not name: a file without a name. */
const unnamed = 0o20000000 | constants.O_DIRECTORY;

let loaded: Native | undefined;

/**
 * The add-on, loaded at the first call: from the file beside the executable, from the executable itself, or, when
 * the sources run, from `build/`. To be called before the process changes its root.
 */
export function native(): Native {
  loaded ??= typed(loadAddon());
  return loaded;
}

/**
 * Ends an executable that has the add-on at once: taking down Node's threads and memory, which the kernel does as well, takes 1 ms
 * of a run. Does nothing anywhere else.
 */
export function leaveAtOnce(status: number): void {
  if (loaded !== undefined && process.getBuiltinModule('node:sea').isSea()) loaded.leave(status);
}

function typed(addon: Addon): Native {
  return {
    ask: ({ path, argv, environment, cwd }) => {
      const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
      const question = addon.ask(terminated([path]), terminated(argv), terminated(settings), terminated([cwd]));
      if (typeof question === 'number') return refused('posix_spawn', question);
      return () => {
        const answer = addon.answer(question);
        if (typeof answer === 'number') return refused('read', answer);
        const [code, stdout, stderr] = answer;
        return { code, stdout, stderr };
      };
    },
    chroot: (path) => void checked('chroot', addon.chroot(path)),
    lock: (fd) => isFree(addon.lock(fd)),
    openAt: (directory, path, flags) => Number(checked('openat', addon.openAt(directory, path, flags))),
    digest: (content) => digits(addon.digest(content)),
    digestAt: (directory, path) => digits(addon.digestAt(directory, path)),
    readDirectory: (directory, path) => entries(addon.readDirectory(directory, path)),
    listAttributes: (path) => names(checked('listxattr', addon.listAttributes(path))),
    getAttribute: (path, name) => bytes(checked('getxattr', addon.getAttribute(path, name))),
    setAttribute: (path, name, value) => void checked('setxattr', addon.setAttribute(path, name, value)),
    removeAttribute: (path, name) => void checked('removexattr', addon.removeAttribute(path, name)),
    setTimes: (path, atime, mtime) => {
      checked('utimensat', addon.setTimes(path, atime ?? Number.NaN, mtime ?? Number.NaN, 0));
    },
    setIdentity: (uid, gid, groups, leavesRoot) => {
      checked('setresuid', addon.setIdentity(uid, gid, groups, Number(leavesRoot)));
    },
    leave: (status) => addon.leave(status),
  };
}

function isFree(answer: Answer): boolean {
  if (typeof answer === 'number' && answer < 0 && getSystemErrorName(answer) === 'EAGAIN') return false;
  checked('flock', answer);
  return true;
}

function terminated(texts: readonly string[]): Buffer {
  return Buffer.from(texts.map((text) => `${text}\0`).join(''));
}

function checked(call: string, answer: Answer): Answer {
  return typeof answer === 'number' && answer < 0 ? refused(call, answer) : answer;
}

function refused(call: string, answer: number): never {
  const code = getSystemErrorName(answer);
  throw Object.assign(new Error(`${code}: ${call}`), { code, errno: answer, syscall: call });
}

function digits(answer: number | string): string {
  return typeof answer === 'number' ? refused('read', answer) : answer;
}

function entries(answer: number | string[]): string[] {
  if (typeof answer === 'number') checked('openat', answer);
  return typeof answer === 'number' ? [] : answer;
}

function names(answer: Answer): string[] {
  return Buffer.from(bytes(answer)).toString('utf8').split('\0').slice(0, -1);
}

function bytes(answer: Answer): Uint8Array {
  return typeof answer === 'number' ? new Uint8Array() : answer;
}

function loadAddon(): Addon {
  const places = [join(dirname(process.execPath), assetName)];
  const asset = executableAsset();
  if (asset === undefined) places.push(join(import.meta.dirname, '../../build', assetName));
  const place = places.find((path) => existsSync(path));
  if (place !== undefined) return open(place);
  if (asset !== undefined) return openAsset(asset);
  throw new Error(`The native add-on is missing (${places.join(', ')}): run sh scripts/build-addon`);
}

function open(path: string): Addon {
  const module = { exports: {} };
  process.dlopen(module, path);
  return module.exports as Addon;
}

/** The add-on inside a compiled executable; undefined when the sources run. */
function executableAsset(): Uint8Array | undefined {
  const sea = process.getBuiltinModule('node:sea');
  return sea.isSea() && sea.getAssetKeys().includes(assetName) ? new Uint8Array(sea.getRawAsset(assetName)) : undefined;
}

/**
 * The loader wants a file: a nameless one in the first directory that takes it and lets it run (`/dev/shm` and
 * `/tmp` are often mounted without that), else one that is removed as soon as it is loaded.
 */
function openAsset(asset: Uint8Array): Addon {
  const failures: unknown[] = [];
  const directories = ['/tmp', '/var/tmp', '/run', '/dev/shm', dirname(process.execPath), '/'];
  for (const directory of directories.filter((path) => existsSync(path))) {
    for (const way of [openUnnamed, openNamed]) {
      try {
        return way(asset, directory);
      } catch (error) {
        failures.push(error);
      }
    }
  }
  throw new AggregateError(failures, `No directory takes the native add-on (${directories.join(', ')})`);
}

function openUnnamed(asset: Uint8Array, directory: string): Addon {
  const fd = openSync(directory, unnamed | constants.O_RDWR, 0o700);
  try {
    writeFileSync(fd, asset);
    return open(`/proc/self/fd/${fd}`);
  } finally {
    closeSync(fd);
  }
}

function openNamed(asset: Uint8Array, directory: string): Addon {
  const own = mkdtempSync(join(directory, '.drover-'));
  try {
    const path = join(own, assetName);
    writeFileSync(path, asset, { mode: 0o700 });
    return open(path);
  } finally {
    rmSync(own, { recursive: true });
  }
}
