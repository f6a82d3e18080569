import type { FileStat, FileType, WriteOptions } from '../../core/host.ts';
import { encodeText } from '../file-text.ts';
import { ioError } from '../io-error.ts';
import { joinPath, parentOf } from '../paths.ts';
import { type Look, type Place, walk } from '../walk.ts';
import { type Body, Layer, type LowerFiles } from './layer.ts';

/** Who the overlay's new files belong to. */
export interface Creator {
  readonly uid: number;
  readonly gid: number;
  readonly umask: number;
}

/**
 * A file system that shows the one below it and keeps every change in memory. Its calls mean what the
 * `Host` calls of the same name mean and fail with the same errors.
 */
export class Overlay {
  readonly #lower: LowerFiles;
  readonly #layer: Layer;
  readonly #creator: Creator;
  readonly #look: Look<Body>;
  #inode = 1e12;

  constructor(lower: LowerFiles, creator: Creator) {
    this.#lower = lower;
    this.#layer = new Layer(lower);
    this.#creator = creator;
    this.#look = { at: (path) => this.#layer.at(path), targetOf: (_path, link) => this.#targetOf(link) };
  }

  /** Whether nothing was written yet, so that the file system below answers every question. */
  get isEmpty(): boolean {
    return this.#layer.isEmpty;
  }

  /** @throws DroverError `HOST_IO` for a circle of links */
  stat(path: string, follow: boolean): FileStat | undefined {
    const body = this.#find('look at', path, follow)?.body;
    return body === undefined ? undefined : this.#statOf(body);
  }

  readFile(path: string): Uint8Array {
    const { body } = this.#existing('read', path, true);
    if (body.type === 'directory') throw ioError('read', path, 'EISDIR');
    return this.#contentOf(body);
  }

  readLink(path: string): string {
    const { body } = this.#existing('read the link', path, false);
    if (body.type !== 'link') throw ioError('read the link', path, 'EINVAL');
    return this.#targetOf(body);
  }

  list(path: string): string[] {
    const place = this.#existing('list', path, true);
    if (place.body.type !== 'directory') throw ioError('list', path, 'ENOTDIR');
    return this.#layer.list(place.path, place.body);
  }

  realPath(path: string): string {
    return this.#target('resolve', path, true).path;
  }

  attributes(path: string): ReadonlyMap<string, Uint8Array> {
    const { body } = this.#existing('read the attributes of', path, true);
    return body.attributes ?? (body.lower === undefined ? new Map() : this.#lower.attributes(body.lower));
  }

  writeFile(path: string, content: Uint8Array | string, options: WriteOptions): void {
    const place = this.#target('write', path, true);
    if (place.body !== undefined && place.body.type !== 'file') {
      throw ioError('write', path, place.body.type === 'directory' ? 'EISDIR' : 'EEXIST');
    }
    const old = place.body;
    const body = this.#fresh('file', place.path, options.mode ?? old?.mode ?? 0o666 & ~this.#creator.umask);
    body.uid = options.uid ?? old?.uid ?? body.uid;
    body.gid = options.gid ?? old?.gid ?? body.gid;
    body.content = typeof content === 'string' ? encodeText(content) : Uint8Array.from(content);
    if (old !== undefined) body.attributes = this.attributes(place.path);
    unlink(old);
    this.#layer.put(place.path, body);
  }

  makeDirectory(path: string, mode: number | undefined): void {
    const place = this.#create('make the directory', path);
    const body = this.#fresh('directory', place.path, mode ?? 0o777 & ~this.#creator.umask);
    body.links = 2;
    if (this.#setsGroup(place.path)) body.mode |= 0o2000;
    this.#layer.put(place.path, body);
  }

  symlink(target: string, path: string): void {
    const place = this.#create('make the link', path);
    const body = this.#fresh('link', place.path, 0o777);
    body.target = target;
    this.#layer.put(place.path, body);
  }

  hardLink(target: string, path: string): void {
    const source = this.#existing('link to', target, false);
    const place = this.#create('make the link', path);
    if (source.body.type === 'directory') throw ioError('link to', target, 'EPERM');
    const body = this.#layer.own(source.path, source.body);
    body.links += 1;
    this.#layer.put(place.path, body);
  }

  rename(from: string, to: string): void {
    const source = this.#existing('rename', from, false);
    const place = this.#target('rename', to, false);
    if (place.path === source.path) return;
    if (place.path.startsWith(joinPath(source.path, ''))) throw ioError('rename', from, 'EINVAL');
    this.#checkReplacement(to, source.body, place);
    unlink(place.body);
    this.#layer.move(source.path, place.path, source.body);
  }

  remove(path: string): void {
    const place = this.#find('remove', path, false);
    if (place?.body === undefined) return;
    if (place.path === '/') throw ioError('remove', path, 'EBUSY');
    unlink(place.body);
    this.#layer.remove(place.path);
  }

  setMode(path: string, mode: number): void {
    const body = this.#owned('set the mode of', path, true);
    body.mode = mode;
  }

  setOwner(path: string, uid: number | undefined, gid: number | undefined, follow: boolean): void {
    const body = this.#owned('set the owner of', path, follow);
    body.uid = uid ?? body.uid;
    body.gid = gid ?? body.gid;
    // Linux takes setuid and, where it is no lock mark, setgid away from a file that changes hands, for root too.
    if (body.type === 'file') body.mode &= body.mode & 0o10 ? ~0o6000 : ~0o4000;
  }

  setTimes(path: string, atime: number | undefined, mtime: number | undefined): void {
    const body = this.#owned('set the times of', path, true);
    body.atime = atime ?? body.atime;
    body.mtime = mtime ?? body.mtime;
  }

  #owned(action: string, path: string, follow: boolean): Body {
    const place = this.#existing(action, path, follow);
    const body = this.#layer.own(place.path, place.body);
    body.ctime = Date.now() / 1000;
    return body;
  }

  #contentOf(body: Body): Uint8Array {
    return body.content ?? (body.lower === undefined ? new Uint8Array() : this.#lower.readFile(body.lower));
  }

  #targetOf(body: Body): string {
    return body.target ?? (body.lower === undefined ? '' : this.#lower.readLink(body.lower));
  }

  #statOf(body: Body): FileStat {
    const { type, mode, uid, gid, inode, device, links, atime, mtime, ctime } = body;
    const size = body.content?.length ?? (body.target === undefined ? body.lowerSize : Buffer.byteLength(body.target));
    return { type, mode, uid, gid, size, inode, device, links, atime, mtime, ctime };
  }

  #fresh(type: FileType, path: string, mode: number): Body {
    const now = Date.now() / 1000;
    const parent = this.#layer.at(parentOf(path));
    this.#inode += 1;
    return {
      ...{ type, mode, uid: this.#creator.uid, gid: this.#setsGroup(path) ? (parent?.gid ?? 0) : this.#creator.gid },
      ...{ inode: this.#inode, device: parent?.device ?? 0, links: 1, atime: now, mtime: now, ctime: now },
      ...{ lowerSize: 0, lower: undefined, content: undefined, target: undefined, attributes: undefined },
    };
  }

  #setsGroup(path: string): boolean {
    return ((this.#layer.at(parentOf(path))?.mode ?? 0) & 0o2000) !== 0;
  }

  #create(action: string, path: string): Place<Body> {
    const place = this.#target(action, path, false);
    if (place.body !== undefined) throw ioError(action, path, 'EEXIST');
    return place;
  }

  #existing(action: string, path: string, follow: boolean): { path: string; body: Body } {
    const place = this.#target(action, path, follow);
    if (place.body === undefined) throw ioError(action, path, 'ENOENT');
    return { path: place.path, body: place.body };
  }

  #target(action: string, path: string, follow: boolean): Place<Body> {
    const place = walk(this.#look, path, follow);
    if (typeof place === 'string') throw ioError(action, path, place);
    return place;
  }

  #checkReplacement(to: string, source: Body, place: Place<Body>): void {
    if (place.body === undefined) return;
    const isDirectory = place.body.type === 'directory';
    if (isDirectory && source.type !== 'directory') throw ioError('rename', to, 'EISDIR');
    if (!isDirectory && source.type === 'directory') throw ioError('rename', to, 'ENOTDIR');
    if (isDirectory && this.#layer.list(place.path, place.body).length > 0) throw ioError('rename', to, 'ENOTEMPTY');
  }

  /** Undefined where a directory of the path is missing or none. */
  #find(action: string, path: string, follow: boolean): Place<Body> | undefined {
    const place = walk(this.#look, path, follow);
    if (place === 'ELOOP') throw ioError(action, path, place);
    return typeof place === 'string' ? undefined : place;
  }
}

/** Other names of a file have one link less when one of them goes. */
function unlink(body: Body | undefined): void {
  if (body !== undefined && body.type !== 'directory') body.links -= 1;
}
