import { posix } from 'node:path';
import type { Host, HostReader } from '../../core/host.ts';

/** The directories that have to be made so that `path` is there, the outermost first. */
export function missingDirectories(host: HostReader, path: string): string[] {
  const missing: string[] = [];
  for (let each = path; each !== '/' && host.stat(each) === undefined; each = posix.dirname(each)) missing.unshift(each);
  return missing;
}

/** Makes a directory and those above it that are missing. */
export function makeDirectories(host: Host, path: string): void {
  for (const each of missingDirectories(host, path)) host.makeDirectory(each);
}
