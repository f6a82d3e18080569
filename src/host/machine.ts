// length: one class, the machine as modules see it; each method is one system call with its error
import {
  chmodSync,
  chownSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import type { CommandOptions, CommandResult, FactSource, FileStat, Group, Host, User, WriteOptions } from '../core/host.ts';
import { AccountFiles } from './account-files.ts';
import { isPlainQuestion } from './command/ask-command.ts';
import { hostEnvironment } from './command/environment.ts';
import { identityOf } from './command/identity.ts';
import { Questions } from './command/questions.ts';
import { type CommandPlace, runCommand } from './command/run-command.ts';
import { encodeText } from './file-text.ts';
import { fileStat } from './files/file-stat.ts';
import { removeLeftovers } from './files/leftovers.ts';
import { readBytes, readText, resolvePath } from './files/read-file.ts';
import { attributeNames, replaceFile } from './files/replace-file.ts';
import { codeOf, ioError } from './io-error.ts';
import { native } from './native.ts';
import { parentOf } from './paths.ts';
import { assertSafePath } from './safe-path.ts';
import { Topics } from './topics.ts';
import { which } from './which.ts';

export interface MachineOptions {
  /** The agent's own environment; commands get it as `hostEnvironment` makes it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** False for a root that is not running. */
  readonly online: boolean;
  /** Where facts come from; asked for when the first one is wanted. */
  readonly facts: (machine: Machine) => FactSource;
}

/** The machine this process sees: its own, or after `enterRoot` the one whose root it entered. */
export class Machine implements Host {
  readonly online: boolean;
  /** What the host's programs get to see. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #makeFacts: (machine: Machine) => FactSource;
  readonly #accounts = new AccountFiles(this);
  readonly #topics = new Topics();
  readonly #questions = new Questions((program) => this.which(program));
  readonly #tidied = new Set<string>();
  readonly #me = process.geteuid?.() ?? 0;
  readonly #umask = process.umask();
  #facts: FactSource | undefined;
  #changes = 0;

  constructor(options: MachineOptions) {
    this.online = options.online;
    this.environment = hostEnvironment(options.environment);
    this.#makeFacts = options.facts;
  }

  get facts(): FactSource {
    this.#facts ??= this.#makeFacts(this);
    return this.#facts;
  }

  /** How often something of it was changed, or a command was run that may have. */
  get changes(): number {
    return this.#changes;
  }

  stat(path: string): FileStat | undefined {
    return look(statSync, path);
  }

  lstat(path: string): FileStat | undefined {
    return look(lstatSync, path);
  }

  readFile(path: string): Uint8Array {
    return readBytes(path);
  }

  readText(path: string): string {
    return readText(path);
  }

  readLink(path: string): string {
    return attempt('read the link', path, () => readlinkSync(path));
  }

  list(path: string): string[] {
    return attempt('list', path, () => readdirSync(path)).sort();
  }

  realPath(path: string): string {
    return resolvePath(path);
  }

  attributes(path: string): ReadonlyMap<string, Uint8Array> {
    return attempt('read the attributes of', path, () => {
      return new Map(attributeNames(path).map((name) => [name, native().getAttribute(path, name)]));
    });
  }

  users(): readonly User[] {
    return this.#accounts.users();
  }

  groups(): readonly Group[] {
    return this.#accounts.groups();
  }

  which(program: string): string | undefined {
    const { PATH: searchPath = '' } = this.environment;
    return which(this, program, searchPath);
  }

  async query(file: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const place = this.#place(file, options);
    if (!isPlainQuestion(options, place)) return this.#execute(file, args, options);
    return this.#questions.ask(file, args, options, place);
  }

  foresee(file: string, args: readonly string[], options: CommandOptions = {}): void {
    const place = this.#place(file, options);
    if (isPlainQuestion(options, place)) this.#questions.foresee(file, args, options, place);
  }

  async run(file: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    this.#facts?.hold();
    try {
      return await this.#execute(file, args, options);
    } finally {
      this.#changes += 1;
    }
  }

  async #execute(file: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
    this.#questions.drop();
    try {
      return await runCommand(file, args, options, this.#place(file, options));
    } finally {
      this.#accounts.lookAgain();
    }
  }

  #place(file: string, { user, cwd }: CommandOptions): CommandPlace {
    return {
      environment: this.environment,
      identity: user === undefined ? undefined : identityOf(user, this.users(), this.groups()),
      explain: (code) => this.#explain(code, file, cwd),
      hasNull: this.stat('/dev/null')?.type === 'character',
    };
  }

  cached<T>(topic: string, read: () => Promise<T>): Promise<T> {
    return this.#topics.cached(topic, read);
  }

  kept<T>(topic: string, make: () => T): T {
    return this.#topics.kept(topic, make);
  }

  forget(topic?: string): void {
    this.#topics.forget(topic);
  }

  remember<T>(topic: string, state: T): void {
    this.#topics.remember(topic, state);
  }

  writeFile(path: string, content: Uint8Array | string, options: WriteOptions = {}): void {
    this.#change('write', path, true, () => {
      const real = resolvePath(path, 'write');
      this.#tidy(parentOf(real));
      replaceFile(real, typeof content === 'string' ? encodeText(content) : content, options, this.#umask);
    });
  }

  makeDirectory(path: string, mode?: number): void {
    this.#change('make the directory', path, false, () => {
      mkdirSync(path, mode ?? 0o777 & ~this.#umask);
      // The process's umask takes bits from a mode that was asked for; a directory inherits setgid.
      if (mode !== undefined) chmodSync(path, mode | (lstatSync(path).mode & 0o2000));
    });
  }

  symlink(target: string, path: string): void {
    this.#change('make the link', path, false, () => symlinkSync(target, path));
  }

  hardLink(target: string, path: string): void {
    assertSafePath(this, 'link to', target, false, this.#me);
    this.#change('make the link', path, false, () => linkSync(target, path));
  }

  rename(from: string, to: string): void {
    assertSafePath(this, 'rename', to, false, this.#me);
    this.#change('rename', from, false, () => renameSync(from, to));
  }

  remove(path: string): void {
    this.#change('remove', path, false, () => {
      const type = look(lstatSync, path, 'remove')?.type;
      if (type === 'directory') rmSync(path, { recursive: true });
      else if (type !== undefined) unlinkSync(path);
    });
  }

  setMode(path: string, mode: number): void {
    this.#change('set the mode of', path, true, () => chmodSync(path, mode));
  }

  setOwner(path: string, uid: number | undefined, gid: number | undefined, options: { readonly follow?: boolean } = {}): void {
    const follow = options.follow ?? true;
    this.#change('set the owner of', path, follow, () => (follow ? chownSync : lchownSync)(path, uid ?? -1, gid ?? -1));
  }

  setTimes(path: string, times: { readonly atime?: number | undefined; readonly mtime?: number | undefined }): void {
    this.#change('set the times of', path, true, () => native().setTimes(path, times.atime, times.mtime));
  }

  #change(action: string, path: string, follow: boolean, change: () => void): void {
    assertSafePath(this, action, path, follow, this.#me);
    this.#accounts.lookAgain();
    this.#facts?.hold();
    this.#changes += 1;
    attempt(action, path, change);
  }

  /** Clears what killed runs left in a directory, before the first write to it. */
  #tidy(directory: string): void {
    if (this.#tidied.has(directory)) return;
    removeLeftovers(directory);
    this.#tidied.add(directory);
  }

  #explain(code: string, file: string, cwd: string | undefined): string | undefined {
    if (cwd !== undefined && this.stat(cwd)?.type !== 'directory') return `there is no directory "${cwd}" to run it in`;
    if (code === 'ENOENT' && this.which(file) !== undefined)
      return 'its interpreter, or the loader it was linked for, is missing';
    return undefined;
  }
}

function look(call: typeof statSync, path: string, action = 'look at'): FileStat | undefined {
  try {
    const stats = call(path, { throwIfNoEntry: false });
    return stats && fileStat(stats);
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return undefined;
    throw ioError(action, path, error);
  }
}

function attempt<T>(action: string, path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw ioError(action, path, error);
  }
}
