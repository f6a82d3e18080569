import type { FileStat, FileType, HostReader } from '../../core/host.ts';
import { joinPath, nameOf, parentOf } from '../paths.ts';

/** What the overlay asks of the file system under it. */
export type LowerFiles = Pick<HostReader, 'lstat' | 'readFile' | 'readLink' | 'list' | 'attributes'>;

/**
 * One file, directory or link as the overlay knows it. Hard links of a file share one body. `lower` is the
 * path below whose content (of a directory: whose entries) still show through.
 */
export interface Body {
  type: FileType;
  mode: number;
  uid: number;
  gid: number;
  inode: number;
  device: number;
  links: number;
  atime: number;
  mtime: number;
  ctime: number;
  lowerSize: number;
  lower: string | undefined;
  content: Uint8Array | undefined;
  target: string | undefined;
  attributes: ReadonlyMap<string, Uint8Array> | undefined;
}

/** The overlay's own entries over a file system, by canonical path; `undefined` as an entry hides what is below. */
export class Layer {
  readonly #lower: LowerFiles;
  readonly #nodes = new Map<string, Body | undefined>();
  readonly #directories = new Map<string, Body>();

  constructor(lower: LowerFiles) {
    this.#lower = lower;
  }

  get isEmpty(): boolean {
    return this.#nodes.size === 0;
  }

  /** What stands at a path whose directories are real ones. */
  at(path: string): Body | undefined {
    if (this.#nodes.has(path)) return this.#nodes.get(path);
    const below = this.#lowerPath(path);
    if (below === undefined) return undefined;
    const known = this.#directories.get(below);
    if (known !== undefined) return known;
    const stat = this.#lower.lstat(below);
    if (stat === undefined) return undefined;
    const body = bodyOf(stat, below);
    if (body.type === 'directory') this.#directories.set(below, body);
    return body;
  }

  /** The body at a path, in a form that may be altered. */
  own(path: string, body: Body): Body {
    if (this.#nodes.get(path) === body) return body;
    const copy = { ...body };
    this.#nodes.set(path, copy);
    return copy;
  }

  put(path: string, body: Body): void {
    this.remove(path);
    this.#nodes.set(path, body);
  }

  /** Takes the entry and all below it away. */
  remove(path: string): void {
    // Only a directory has entries below it; looking for them takes a walk over all there are.
    if (this.at(path)?.type === 'directory') for (const [inside] of this.#inside(path)) this.#nodes.delete(inside);
    this.#nodes.delete(path);
    const below = this.#lowerPath(path);
    if (below !== undefined && this.#lower.lstat(below) !== undefined) this.#nodes.set(path, undefined);
  }

  move(from: string, to: string, body: Body): void {
    const inside = body.type === 'directory' ? this.#inside(from) : [];
    const copy = this.own(from, body);
    this.remove(from);
    this.put(to, copy);
    for (const [path, node] of inside) this.#nodes.set(to + path.slice(from.length), node);
  }

  list(path: string, body: Body): string[] {
    const names = new Set(body.lower === undefined ? [] : this.#lower.list(body.lower));
    for (const [inside, node] of this.#nodes) {
      if (inside === '/' || parentOf(inside) !== path) continue;
      const name = nameOf(inside);
      if (node === undefined) names.delete(name);
      else names.add(name);
    }
    return [...names].sort();
  }

  #inside(path: string): [string, Body | undefined][] {
    const prefix = joinPath(path, '');
    return [...this.#nodes].filter(([inside]) => inside.startsWith(prefix) && inside !== path);
  }

  /** The path below that shows through at `path`; undefined where a directory above hides it. */
  #lowerPath(path: string): string | undefined {
    for (let above = path; above !== '/'; ) {
      above = parentOf(above);
      if (!this.#nodes.has(above)) continue;
      const lower = this.#nodes.get(above)?.lower;
      return lower === undefined ? undefined : joinPath(lower, path.slice(above === '/' ? 1 : above.length + 1));
    }
    return path;
  }
}

function bodyOf(stat: FileStat, lower: string): Body {
  const { size, ...rest } = stat;
  return { ...rest, lowerSize: size, lower, content: undefined, target: undefined, attributes: undefined };
}
