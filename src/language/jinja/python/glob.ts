import { posix } from 'node:path';
import type { Controller } from '../../../core/controller.ts';
import { fnmatch } from '../../../core/fnmatch.ts';

/**
 * Regular files that match a pattern of Python's `glob`: `*`, `?`, `[…]`; `**` is `*`. Names that start with a
 * dot match only where the pattern does too. Relative patterns start at the bundle.
 */
export function globFiles(controller: Controller, pattern: string): string[] {
  const parts = pattern.split('/');
  const start = parts[0] === '' ? ['/'] : [''];
  const found = parts
    .filter((part) => part !== '')
    .reduce((paths, part) => paths.flatMap((path) => step(controller, path, part)), start);
  return found.filter((path) => controller.type(path) === 'file');
}

function step(controller: Controller, path: string, part: string): string[] {
  const join = (name: string): string => (path === '' ? name : posix.join(path, name));
  if (!/[*?[]/.test(part)) return controller.type(join(part)) === undefined ? [] : [join(part)];
  const folder = path === '' ? '.' : path;
  if (controller.type(folder) !== 'directory') return [];
  const matches = fnmatch(part);
  return controller
    .list(folder)
    .filter((name) => matches.test(name) && (part.startsWith('.') || !name.startsWith('.')))
    .map(join);
}
