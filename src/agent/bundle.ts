import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { posix } from 'node:path';
import type { Controller, ControllerStat, ParsedFile } from '../core/controller.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import { folderOf } from '../core/folder.ts';
import type { FileType, Host } from '../core/host.ts';
import type { OpenVault } from '../core/value/vaulted.ts';
import { codeOf, ioError, reasonOf } from '../host/io-error.ts';
import { native } from '../host/native.ts';
import type { Piped } from '../host/pipe.ts';
import { isEncrypted, Keyring } from '../language/vault/keyring.ts';
import { missingDirectories } from '../modules/lib/make-directories.ts';
import type { CompiledBundle } from './compiled/compiled-bundle.ts';
import { normalize } from './normalize.ts';

/** What the bundle needs of the machine: absolute paths are its files, and its shell answers `lookup('pipe')`. */
export interface BundleMachine {
  readonly files: Host;
  readonly environment: Readonly<Record<string, string>>;
  /** How often the machine was changed so far; absent where the bundle lies outside its root, where no task can change it. */
  readonly changes?: (() => number) | undefined;
  pipe(command: string, cwd: string): Piped;
}

type Listing = ReadonlyMap<string, FileType>;

/** Linux's `O_PATH`, which Node does not name: to look at a file without opening it. */
const lookOnly = 0o10000000;
const readOnly = constants.O_RDONLY | constants.O_NONBLOCK;

const types: Readonly<Record<string, FileType>> = {
  f: 'file',
  d: 'directory',
  p: 'fifo',
  s: 'socket',
  c: 'character',
  b: 'block',
};

/**
 * The bundle's files, read through the open directory: they stay where they are when the agent enters the machine's
 * root. A folder is listed when something in it is asked for; then the answers come from memory, so that looking for
 * a file in ten places costs no call each. A change of the machine that holds the bundle lets it look anew.
 */
export class Bundle implements Controller {
  readonly directory: string;
  /** What the bundle carries of itself in parsed form, once that is known to be of use. */
  compiled: CompiledBundle | undefined;
  readonly #machine: BundleMachine;
  readonly #open: number;
  readonly #listings = new Map<string, Listing | undefined>();
  #listedAt = 0;
  /** What a check run would have stored below the bundle. */
  readonly #predicted = new Map<string, Uint8Array>();
  #keyring = new Keyring([]);

  /** @throws DroverError `BUNDLE_INVALID` where there is no such directory */
  constructor(directory: string, machine: BundleMachine) {
    this.#machine = machine;
    try {
      this.directory = realpathSync(directory);
      this.#open = openSync(this.directory, constants.O_RDONLY | constants.O_DIRECTORY);
    } catch (error) {
      throw unusable(directory, error);
    }
  }

  look(path: string, follow: boolean): FileType | undefined {
    const { files } = this.#machine;
    const own = this.#inside(path) === undefined ? undefined : this.type(path);
    return own ?? (follow ? files.stat(path) : files.lstat(path))?.type;
  }

  type(path: string): FileType | undefined {
    const inside = this.#inside(path);
    if (inside === undefined) return this.#machine.files.stat(path)?.type;
    if (inside === '') return 'directory';
    const listed = this.#list(folderOf(inside))?.get(inside.slice(inside.lastIndexOf('/') + 1));
    return this.#predicted.has(inside) ? 'file' : listed;
  }

  /** From here on what is encrypted is opened with these secrets. */
  unlock(keyring: Keyring): void {
    this.#keyring = keyring;
  }

  readonly openVault: OpenVault = (armour, place) => this.#keyring.open(armour, place);

  /** What of all that ansible-vault kept, and was opened so far, no event may show. */
  get secrets(): ReadonlySet<string> {
    return this.#keyring.texts;
  }

  read(path: string): Uint8Array {
    const bytes = this.readStored(path);
    if (!isEncrypted(bytes)) return bytes;
    const span = { file: path, line: 1, column: 1 };
    return this.openVault(Buffer.from(bytes).toString('latin1'), { what: `the file "${path}"`, span });
  }

  readStored(path: string): Uint8Array {
    const inside = this.#inside(path);
    if (inside === undefined) return this.#machine.files.readFile(path);
    if (this.type(path) !== 'file') throw missing(path, this.type(path));
    return this.#predicted.get(inside) ?? this.#withFile(inside, readOnly, (file) => readFileSync(file));
  }

  store(path: string, content: string): void {
    const inside = this.#inside(path);
    const { files, changes } = this.#machine;
    if (inside !== undefined && changes === undefined) throw closed(path);
    const place = inside === undefined ? path : `${this.directory}/${inside}`;
    for (const folder of missingDirectories(files, posix.dirname(place))) files.makeDirectory(folder, 0o700);
    files.writeFile(place, content, { mode: 0o600 });
    if (inside !== undefined) this.#predicted.set(inside, Buffer.from(content));
  }

  list(path: string): string[] {
    const inside = this.#inside(path);
    if (inside === undefined) return this.#machine.files.list(path);
    const listing = this.#list(inside);
    if (listing === undefined) throw missing(path, this.type(path));
    return [...listing.keys()].sort();
  }

  stat(path: string): ControllerStat {
    const inside = this.#inside(path);
    const outside = inside === undefined ? this.#machine.files.stat(path) : undefined;
    if (outside !== undefined) return outside;
    if (inside === undefined || this.type(path) === undefined) throw missing(path, undefined);
    const found = this.#withFile(inside === '' ? '.' : inside, lookOnly, (file) => fstatSync(file));
    const { mode, mtimeMs, ctimeMs, size, uid, gid } = found;
    return { mode: mode & 0o7777, mtime: mtimeMs / 1000, ctime: ctimeMs / 1000, size, uid, gid };
  }

  parsed(path: string): ParsedFile | undefined {
    const inside = this.compiled === undefined ? undefined : this.#inside(path);
    return inside === undefined ? undefined : this.compiled?.parsed(path, inside);
  }

  /** What checking a playbook, parsed from these files, warned of when the bundle was compiled; undefined where it has to be checked. */
  checked(playbook: string, files: readonly string[]): readonly Diagnostic[] | undefined {
    return this.compiled?.checked(playbook, files);
  }

  /** Of a file below the bundle, to see whether it has changed; undefined where it cannot be read. */
  digest(path: string): string | undefined {
    try {
      return native().digestAt(this.#open, path);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return undefined;
    }
  }

  environment(name: string): string | undefined {
    return this.#machine.environment[name];
  }

  pipe(command: string, cwd: string): Piped {
    return this.#machine.pipe(command, cwd);
  }

  /** The path below the bundle; undefined for one of the machine. */
  #inside(path: string): string | undefined {
    if (!path.startsWith('/')) return normalize(path);
    const clean = `/${normalize(path.slice(1))}`;
    if (clean === this.directory) return '';
    return clean.startsWith(`${this.directory}/`) ? clean.slice(this.directory.length + 1) : undefined;
  }

  #withFile<T>(path: string, flags: number, use: (file: number) => T): T {
    return reading(path, () => {
      const file = native().openAt(this.#open, path, flags);
      try {
        return use(file);
      } finally {
        closeSync(file);
      }
    });
  }

  /** Forgets what was listed before the machine was changed. */
  #lookAgain(): void {
    const changes = this.#machine.changes?.() ?? 0;
    if (changes === this.#listedAt) return;
    this.#listedAt = changes;
    this.#listings.clear();
    this.#predicted.clear();
  }

  #list(path: string): Listing | undefined {
    this.#lookAgain();
    const known = this.#listings.get(path);
    if (known !== undefined || this.#listings.has(path)) return known;
    const listing = path === '' || this.type(path) === 'directory' ? this.#readListing(path) : undefined;
    this.#listings.set(path, listing);
    return listing;
  }

  #readListing(path: string): Listing {
    const entries = reading(path, () => native().readDirectory(this.#open, path === '' ? '.' : path));
    return new Map(entries.map((entry) => [entry.slice(1), types[entry.charAt(0)] ?? 'file']));
  }
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw ioError('read', path, error);
  }
}

function closed(path: string): DroverError {
  return new DroverError(
    'UNSUPPORTED',
    `Cannot keep "${path}": it is a path of the bundle, which no run on a machine can write`,
    {
      hint: 'commit the file to the fleet, encrypted with ansible-vault, or give an absolute path, which is one of the machine',
    },
  );
}

function missing(path: string, type: FileType | undefined): DroverError {
  const why = type === undefined ? 'the bundle has no such file' : `it is a ${type}`;
  return new DroverError('FILE_MISSING', `Cannot read "${path}": ${why}`);
}

function unusable(directory: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const why = code === 'ENOENT' ? 'there is no such directory' : code === 'ENOTDIR' ? 'it is no directory' : reasonOf(code);
  return new DroverError('BUNDLE_INVALID', `Cannot use the bundle "${directory}": ${why}`, {
    hint: 'give the directory of a fleet with --bundle',
    cause: error,
  });
}
