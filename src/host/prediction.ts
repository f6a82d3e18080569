import type {
  CommandOptions,
  CommandResult,
  FactSource,
  FileStat,
  Group,
  HostReader,
  PredictedHost,
  User,
  WriteOptions,
} from '../core/host.ts';
import { parseGroup, parsePasswd } from './accounts.ts';
import { decodeText } from './file-text.ts';
import { type Creator, Overlay } from './overlay/overlay.ts';
import { defaultSearchPath } from './paths.ts';
import { assertSafePath } from './safe-path.ts';
import { Topics } from './topics.ts';
import { which } from './which.ts';

export interface PredictionOptions {
  /** What new files get; those of a run by root with umask 022 when absent. */
  readonly creator?: Creator;
  /** Where `which` looks for programs that exist in the prediction only. */
  readonly searchPath?: string;
}

/**
 * The host of a check run: reads see the host below with the changes that were asked for so far, which stay in
 * memory. Questions (`query`) go to the host below; `run` is a bug of the module that gets there.
 */
export class Prediction implements PredictedHost {
  readonly #below: HostReader;
  readonly #overlay: Overlay;
  readonly #topics = new Topics();
  readonly #pending: string[] = [];
  #isBeyondAnsible = false;
  readonly #searchPath: string;
  readonly #me: number;

  constructor(below: HostReader, options: PredictionOptions = {}) {
    this.#below = below;
    const creator = options.creator ?? { uid: 0, gid: 0, umask: 0o022 };
    this.#overlay = new Overlay(below, creator);
    this.#me = creator.uid;
    this.#searchPath = options.searchPath ?? defaultSearchPath;
  }

  get facts(): FactSource {
    const { facts } = this.#below;
    return {
      get: (name) => facts.get(name),
      gather: (asked, eyes = this) => facts.gather(asked, eyes),
      hold: () => facts.hold(),
    };
  }

  get online(): boolean {
    return this.#below.online;
  }

  get pendingChanges(): readonly string[] {
    return this.#pending;
  }

  get isBeyondAnsible(): boolean {
    return this.#isBeyondAnsible;
  }

  pending(reason: string): void {
    if (!this.#pending.includes(reason)) this.#pending.push(reason);
  }

  stat(path: string): FileStat | undefined {
    return this.#overlay.isEmpty ? this.#below.stat(path) : this.#overlay.stat(path, true);
  }

  lstat(path: string): FileStat | undefined {
    return this.#overlay.isEmpty ? this.#below.lstat(path) : this.#overlay.stat(path, false);
  }

  readFile(path: string): Uint8Array {
    return this.#overlay.isEmpty ? this.#below.readFile(path) : this.#overlay.readFile(path);
  }

  readText(path: string): string {
    return this.#overlay.isEmpty ? this.#below.readText(path) : decodeText(this.#overlay.readFile(path));
  }

  readLink(path: string): string {
    return this.#overlay.isEmpty ? this.#below.readLink(path) : this.#overlay.readLink(path);
  }

  list(path: string): string[] {
    return this.#overlay.isEmpty ? this.#below.list(path) : this.#overlay.list(path);
  }

  realPath(path: string): string {
    return this.#overlay.isEmpty ? this.#below.realPath(path) : this.#overlay.realPath(path);
  }

  attributes(path: string): ReadonlyMap<string, Uint8Array> {
    return this.#overlay.isEmpty ? this.#below.attributes(path) : this.#overlay.attributes(path);
  }

  users(): readonly User[] {
    if (this.#overlay.isEmpty) return this.#below.users();
    return this.stat('/etc/passwd') === undefined ? [] : parsePasswd(this.readText('/etc/passwd'));
  }

  groups(): readonly Group[] {
    if (this.#overlay.isEmpty) return this.#below.groups();
    return this.stat('/etc/group') === undefined ? [] : parseGroup(this.readText('/etc/group'));
  }

  which(program: string): string | undefined {
    if (this.#overlay.isEmpty) return this.#below.which(program);
    const found = this.#below.which(program);
    return found !== undefined && this.stat(found) !== undefined ? found : which(this, program, this.#searchPath);
  }

  query(file: string, args: readonly string[], options?: CommandOptions): Promise<CommandResult> {
    return this.#below.query(file, args, options);
  }

  foresee(file: string, args: readonly string[], options?: CommandOptions): void {
    this.#below.foresee(file, args, options);
  }

  run(file: string, args: readonly string[], _options?: CommandOptions): Promise<CommandResult> {
    const command = [file, ...args].join(' ');
    return Promise.reject(new Error(`A check run got to the command "${command}": the module needs a predict of its own`));
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
    this.#assertSafe('write', path, true);
    this.#overlay.writeFile(path, content, options);
  }

  makeDirectory(path: string, mode?: number): void {
    this.#assertSafe('make the directory', path, false);
    this.#overlay.makeDirectory(path, mode);
  }

  symlink(target: string, path: string): void {
    this.#assertSafe('make the link', path, false);
    this.#overlay.symlink(target, path);
  }

  hardLink(target: string, path: string): void {
    this.#assertSafe('link to', target, false);
    this.#assertSafe('make the link', path, false);
    this.#overlay.hardLink(target, path);
  }

  rename(from: string, to: string): void {
    this.#assertSafe('rename', from, false);
    this.#assertSafe('rename', to, false);
    this.#overlay.rename(from, to);
  }

  remove(path: string): void {
    this.#assertSafe('remove', path, false);
    this.#overlay.remove(path);
  }

  setMode(path: string, mode: number): void {
    this.#assertSafe('set the mode of', path, true);
    this.#overlay.setMode(path, mode);
  }

  setOwner(path: string, uid: number | undefined, gid: number | undefined, options?: { readonly follow?: boolean }): void {
    const follow = options?.follow ?? true;
    this.#assertSafe('set the owner of', path, follow);
    this.#isBeyondAnsible ||= this.#isOnlyPredicted(uid, gid);
    this.#overlay.setOwner(path, uid, gid, follow);
  }

  setTimes(path: string, times: { readonly atime?: number | undefined; readonly mtime?: number | undefined }): void {
    this.#assertSafe('set the times of', path, true);
    this.#overlay.setTimes(path, times.atime, times.mtime);
  }

  #isOnlyPredicted(uid: number | undefined, gid: number | undefined): boolean {
    const user =
      uid !== undefined && !this.#below.users().some((each) => each.uid === uid) && this.users().some((each) => each.uid === uid);
    return (
      user ||
      (gid !== undefined &&
        !this.#below.groups().some((each) => each.gid === gid) &&
        this.groups().some((each) => each.gid === gid))
    );
  }

  /** What a real run would refuse, a check run refuses too; and facts are of the time before it. */
  #assertSafe(action: string, path: string, follow: boolean): void {
    this.#below.facts.hold();
    assertSafePath(this, action, path, follow, this.#me);
  }
}
