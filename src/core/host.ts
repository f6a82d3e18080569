/** The machine a run manages, as modules and facts see it. Paths are absolute paths of the managed machine. */

export type FileType = 'file' | 'directory' | 'link' | 'fifo' | 'socket' | 'character' | 'block';

export interface FileStat {
  readonly type: FileType;
  /** Permission bits with setuid, setgid and sticky: 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly inode: number;
  readonly device: number;
  readonly links: number;
  /** Seconds since 1970 with fractions, as Ansible's `stat` gives them. */
  readonly atime: number;
  readonly mtime: number;
  readonly ctime: number;
}

/** An entry of /etc/passwd. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

/** An entry of /etc/group. */
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export interface CommandOptions {
  readonly cwd?: string;
  /** Added to the run's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Milliseconds after which the command is ended; none when absent. */
  readonly timeout?: number;
  /** The user to become, with its primary and supplementary groups. */
  readonly user?: string;
  readonly umask?: number;
  /** Exit codes that are answers and not failures; `'any'` takes them all. `[0]` when absent. */
  readonly accept?: readonly number[] | 'any';
}

export interface CommandResult {
  readonly argv: readonly string[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What `read` may do: look. File calls are synchronous (they are system calls of this process and the run
 * is one sequence); commands are not.
 *
 * Missing files: `stat`, `lstat` answer undefined; the others throw `HOST_MISSING`.
 */
export interface HostReader {
  /** Follows symbolic links. */
  stat(path: string): FileStat | undefined;
  lstat(path: string): FileStat | undefined;
  readFile(path: string): Uint8Array;
  /** The file's text; bytes that are not UTF-8 are kept and written back by `Host.writeFile` as they were read (latin1 escape is the host's business). */
  readText(path: string): string;
  readLink(path: string): string;
  /** Names in a directory, sorted, without `.` and `..`. */
  list(path: string): string[];
  /** The path with every symbolic link resolved; a missing last part is kept. */
  realPath(path: string): string;
  /** Extended attributes by name; empty where the file system has none. */
  attributes(path: string): ReadonlyMap<string, Uint8Array>;
  /** The host's account database, read from /etc/passwd and /etc/group (no name service). */
  users(): readonly User[];
  groups(): readonly Group[];
  /** The full path of a program on the host's PATH. */
  which(program: string): string | undefined;
  /**
   * Runs a command that only looks. It starts in check mode too and must change nothing.
   * @throws DroverError `COMMAND_FAILED` with argv, code and the end of stderr unless `accept` holds the code;
   *   `HOST_MISSING` when there is no such program.
   */
  query(file: string, args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /**
   * Starts a question that will most likely be asked, word for word, and was not yet; its `query` then waits for what is
   * left to wait for.
   */
  foresee(file: string, args: readonly string[], options?: CommandOptions): void;
  /**
   * What `read` found, kept for the run under `topic` until `forget` or `remember`: package lists, service states.
   */
  cached<T>(topic: string, read: () => Promise<T>): Promise<T>;
  /** What a module notes for itself for the rest of the run; made at the first call. */
  kept<T>(topic: string, make: () => T): T;
  /** The host's facts by their names without `ansible_`; each is gathered when first asked for. */
  readonly facts: FactSource;
  /** False for a root that is not running (`--offline`): nothing talks to an init. */
  readonly online: boolean;
}

/** What of a machine's facts is wanted: the arguments of `setup`. */
export interface Gathering {
  /** `all`, `network`, `!hardware`, … */
  readonly subset: readonly string[];
  /** Shell patterns for names, with or without `ansible_`; none lets all of them through. */
  readonly filter: readonly string[];
  /** The directory of local facts. */
  readonly factPath: string;
}

export interface FactSource {
  /** A fact of the machine as it is, by its name without `ansible_`; undefined where it has none such. */
  get(name: string): unknown;
  /**
   * The machine's facts at this moment. Each is read when it is first asked for.
   * @param eyes through which its files are seen, where that is a prediction of it
   * @throws DroverError `MODULE_ARGS` for a subset that does not exist
   */
  gather(asked: Gathering, eyes?: HostReader): FactSnapshot;
  /** Something is about to change the machine: what a snapshot shows and has not read yet it reads now. */
  hold(): void;
}

/** The facts of a moment under the names that variables have: `ansible_distribution`, `gather_subset`. */
export interface FactSnapshot {
  get(name: string): unknown;
  /** Every name that there may be; some of them may turn out to have no value. */
  names(): readonly string[];
}

export interface WriteOptions {
  /** Permission bits of the result; those of the old file, else 0666 less the umask. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /**
   * Writes the old file in place where it cannot be replaced, since it is a mount point of its own (Ansible's
   * `unsafe_writes`); a run that dies meanwhile leaves half of it.
   */
  readonly inPlace?: boolean;
}

/** What `apply` may do beside looking. Every change is made here, so that check mode can put a prediction in its place. */
export interface Host extends HostReader {
  /**
   * Replaces a file's content in one step: temporary file in the same directory, fsync, rename, fsync of
   * the directory. Owner, mode and extended attributes of an old file stay. A symbolic link is followed.
   */
  writeFile(path: string, content: Uint8Array | string, options?: WriteOptions): void;
  /** One directory; its parent has to be there. Mode 0777 less the umask when not given. */
  makeDirectory(path: string, mode?: number): void;
  symlink(target: string, path: string): void;
  hardLink(target: string, path: string): void;
  /** Renames in one step, replacing what is there. */
  rename(from: string, to: string): void;
  /** Removes a file, link or whole directory; nothing happens where there is nothing. */
  remove(path: string): void;
  setMode(path: string, mode: number): void;
  /** Symbolic links themselves, not their targets, with `follow: false`. */
  setOwner(path: string, uid: number | undefined, gid: number | undefined, options?: { readonly follow?: boolean }): void;
  /** Seconds since 1970; undefined leaves a time as it is. */
  setTimes(path: string, times: { readonly atime?: number | undefined; readonly mtime?: number | undefined }): void;
  /**
   * Runs a command that changes the host. Refused in check mode (a module that gets here without
   * `predict` is wrong).
   */
  run(file: string, args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** Drops a cached topic after a change; all of them after one that nobody can tell what it changed. */
  forget(topic?: string): void;
  /** Puts a predicted state in the place of a cached topic. */
  remember<T>(topic: string, state: T): void;
}

/** The host of a check run: writes stay in memory, and it knows what cannot be known. */
export interface PredictedHost extends Host {
  /**
   * Notes a change whose effects on files are unknown, such as the installation of a package. From then
   * on a missing prerequisite is a prediction and no failure.
   */
  pending(reason: string): void;
  readonly pendingChanges: readonly string[];
  /**
   * True once something was given to an account that only exists in the prediction. Ansible's own check run ends with
   * an error there; from then on a command without a guard is predicted to run, where before it is skipped as Ansible
   * skips it.
   */
  readonly isBeyondAnsible: boolean;
}
