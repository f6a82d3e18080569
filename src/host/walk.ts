import type { FileType } from '../core/host.ts';
import { joinPath, parentOf, partsOf } from './paths.ts';

/** A canonical path with what stands there. */
export interface Place<T> {
  readonly path: string;
  readonly body: T | undefined;
}

/** Why a walk ends before its last part. */
type WalkFailure = 'ENOENT' | 'ENOTDIR' | 'ELOOP';

/** As many links as Linux follows in one path. */
const maxLinks = 40;

/** A file system to walk in. */
export interface Look<T> {
  /** What stands at a path whose directories are real ones. */
  at(path: string): T | undefined;
  /** Where a link leads; called for each link that the walk follows. */
  targetOf(path: string, link: T): string;
}

/**
 * Walks a path as the kernel does.
 *
 * @param follow whether a link in the last place is followed
 * @returns the place, whose last part may be missing, or the error the kernel would give
 */
export function walk<T extends { readonly type: FileType }>(
  look: Look<T>,
  path: string,
  follow: boolean,
): Place<T> | WalkFailure {
  const way: Way = { at: startOf(path), rest: partsOf(path).reverse(), links: 0 };
  for (let name = way.rest.pop(); name !== undefined; name = way.rest.pop()) {
    const next = name === '..' ? parentOf(way.at) : joinPath(way.at, name);
    const body = look.at(next);
    if (way.rest.length === 0 && endsAt(body, follow)) return { path: next, body };
    if (body?.type === 'directory') way.at = next;
    else if (body?.type === 'link') followLink(way, look.targetOf(next, body));
    else return obstacle(body);
    if (way.links > maxLinks) return 'ELOOP';
  }
  return { path: way.at, body: look.at(way.at) };
}

/** A relative path starts where system calls start it. */
function startOf(path: string): string {
  return path.startsWith('/') ? '/' : process.cwd();
}

function endsAt(last: { readonly type: FileType } | undefined, follow: boolean): boolean {
  return !follow || last?.type !== 'link';
}

function obstacle(body: unknown): WalkFailure {
  return body === undefined ? 'ENOENT' : 'ENOTDIR';
}

interface Way {
  at: string;
  /** The names still to go, the next one last. */
  readonly rest: string[];
  links: number;
}

function followLink(way: Way, target: string): void {
  way.links += 1;
  if (target.startsWith('/')) way.at = '/';
  way.rest.push(...partsOf(target).reverse());
}
