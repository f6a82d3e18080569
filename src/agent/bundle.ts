import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Controller } from '../core/controller.ts';
import { DroverError } from '../core/errors.ts';
import type { FileType, HostReader } from '../core/host.ts';
import { native } from '../host/native.ts';
import type { Piped } from '../host/pipe.ts';

/** What the bundle needs of the machine: absolute paths are its files, and its shell answers `lookup('pipe')`. */
export interface BundleMachine {
  readonly files: HostReader;
  readonly environment: Readonly<Record<string, string>>;
  pipe(command: string, cwd: string): Piped;
}

type Listing = ReadonlyMap<string, FileType>;

/**
 * The bundle's files. Before the agent enters the machine's root they are read by their paths, after it through the
 * open directory: `enter` has to be called first.
 */
export class Bundle implements Controller {
  readonly directory: string;
  readonly #machine: BundleMachine;
  readonly #listings = new Map<string, Listing>();
  #open: number | undefined;

  /** @throws DroverError `BUNDLE_INVALID` where there is no such directory */
  constructor(directory: string, machine: BundleMachine) {
    this.#machine = machine;
    try {
      this.directory = realpathSync(directory);
      if (!statSync(this.directory).isDirectory())
        throw new DroverError('BUNDLE_INVALID', `Cannot use the bundle "${directory}": it is no directory`);
    } catch (cause) {
      if (cause instanceof DroverError) throw cause;
      const hint = 'give the directory of a fleet with --bundle';
      throw new DroverError('BUNDLE_INVALID', `Cannot use the bundle "${directory}": there is no such directory`, {
        hint,
        cause,
      });
    }
  }

  /** Opens what will be out of reach once the root is another one. */
  enter(): void {
    native();
    this.#list('');
    this.#indexFolders('');
    this.#open = openSync(this.directory, constants.O_RDONLY | constants.O_DIRECTORY);
  }

  type(path: string): FileType | undefined {
    const inside = this.#inside(path);
    if (inside === undefined) return this.#machine.files.stat(path)?.type;
    if (inside === '') return 'directory';
    return this.#list(parentOf(inside))?.get(inside.slice(inside.lastIndexOf('/') + 1));
  }

  read(path: string): Uint8Array {
    const inside = this.#inside(path);
    if (inside === undefined) return this.#machine.files.readFile(path);
    if (this.type(path) !== 'file') throw missing(path, this.type(path));
    return this.#withFile(inside, (file) => readFileSync(file));
  }

  list(path: string): string[] {
    const inside = this.#inside(path);
    if (inside === undefined) return this.#machine.files.list(path);
    const listing = this.#list(inside);
    if (listing === undefined) throw missing(path, this.type(path));
    return [...listing.keys()].sort();
  }

  stat(path: string): { mode: number; mtime: number; size: number } {
    const inside = this.#inside(path);
    if (inside === undefined) {
      const found = this.#machine.files.stat(path);
      if (found === undefined) throw missing(path, undefined);
      return found;
    }
    if (this.type(path) === undefined) throw missing(path, undefined);
    return this.#withFile(inside, (file) => {
      const { mode, mtimeMs, size } = typeof file === 'number' ? fstatSync(file) : statSync(file);
      return { mode: mode & 0o7777, mtime: mtimeMs / 1000, size };
    });
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

  #withFile<T>(path: string, use: (file: number | string) => T): T {
    if (this.#open === undefined) return use(`${this.directory}/${path}`);
    const file = native().openAt(this.#open, path, constants.O_RDONLY);
    try {
      return use(file);
    } finally {
      closeSync(file);
    }
  }

  #list(path: string): Listing | undefined {
    const known = this.#listings.get(path);
    if (known !== undefined) return known;
    if (this.#open !== undefined || (path !== '' && this.type(path) !== 'directory')) return undefined;
    const folder = `${this.directory}/${path}`;
    const listing = new Map<string, FileType>();
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const type = entry.isSymbolicLink() ? linkType(`${folder}/${entry.name}`) : entry.isDirectory() ? 'directory' : 'file';
      if (type !== undefined) listing.set(entry.name, type);
    }
    this.#listings.set(path, listing);
    return listing;
  }

  /** Reads the listings of all folders that a fleet may have; those of tools (`.git`, `node_modules`) are none of them. */
  #indexFolders(path: string, depth = 0): void {
    for (const [name, type] of this.#list(path) ?? []) {
      const isFolder = type === 'directory' && !name.startsWith('.') && name !== 'node_modules';
      // The depth ends what links in circles would go on with for ever.
      if (isFolder && depth < 20) this.#indexFolders(path === '' ? name : `${path}/${name}`, depth + 1);
    }
  }
}

function linkType(path: string): FileType | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : found.isDirectory() ? 'directory' : 'file';
}

function normalize(path: string): string {
  if (!/(^|\/)\.{0,2}(\/|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function missing(path: string, type: FileType | undefined): DroverError {
  const why = type === undefined ? 'the bundle has no such file' : `it is a ${type}`;
  return new DroverError('FILE_MISSING', `Cannot read "${path}": ${why}`);
}
