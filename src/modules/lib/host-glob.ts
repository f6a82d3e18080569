import { fnmatch } from '../../core/fnmatch.ts';
import type { HostReader } from '../../core/host.ts';

/**
 * Whether a path, or one that a pattern with `*`, `?` and `[…]` stands for, is on the host, as Python's `glob.glob` finds it:
 * names with a leading dot need one in the pattern, a dangling link counts.
 */
export function hostHasMatch(host: HostReader, pattern: string, cwd = '/'): boolean {
  const path = pattern.startsWith('/') ? pattern : `${cwd.replace(/\/$/, '')}/${pattern}`;
  if (!hasMagic(path)) return host.lstat(path) !== undefined;
  const parts = path.split('/').filter((part) => part !== '');
  return anyMatch(host, '', parts);
}

const hasMagic = (text: string): boolean => /[*?[]/.test(text);

function anyMatch(host: HostReader, folder: string, parts: readonly string[]): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return host.lstat(folder === '' ? '/' : folder) !== undefined;
  if (!hasMagic(part)) return anyMatch(host, `${folder}/${part}`, rest);
  if (host.stat(folder === '' ? '/' : folder)?.type !== 'directory') return false;
  const pattern = fnmatch(part);
  const fits = (name: string): boolean => pattern.test(name) && (part.startsWith('.') || !name.startsWith('.'));
  return host.list(folder === '' ? '/' : folder).some((name) => fits(name) && anyMatch(host, `${folder}/${name}`, rest));
}
