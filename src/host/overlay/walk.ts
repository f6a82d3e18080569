import { joinPath, parentOf, partsOf } from '../paths.ts';
import type { Body } from './layer.ts';

/** A canonical path with what stands there. */
export interface Place {
  readonly path: string;
  readonly body: Body | undefined;
}

/** As many links as Linux follows in one path. */
const maxLinks = 40;

export interface Look {
  at(path: string): Body | undefined;
  targetOf(link: Body): string;
}

/**
 * Walks a path as the kernel does.
 *
 * @param follow whether a link in the last place is followed
 * @returns `missing` where a directory of the path is none or not there, `circle` for too many links
 */
export function walk(look: Look, path: string, follow: boolean): Place | 'missing' | 'circle' {
  const way: Way = { at: '/', rest: partsOf(path).reverse(), links: 0 };
  for (let name = way.rest.pop(); name !== undefined; name = way.rest.pop()) {
    const next = name === '..' ? parentOf(way.at) : joinPath(way.at, name);
    const body = look.at(next);
    if (way.rest.length === 0 && endsAt(body, follow)) return { path: next, body };
    if (body?.type === 'directory') way.at = next;
    else if (body?.type === 'link') followLink(way, look.targetOf(body));
    else return 'missing';
    if (way.links > maxLinks) return 'circle';
  }
  return { path: way.at, body: look.at(way.at) };
}

function endsAt(last: Body | undefined, follow: boolean): boolean {
  return !follow || last?.type !== 'link';
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
