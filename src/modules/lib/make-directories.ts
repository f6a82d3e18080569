import { posix } from 'node:path';
import type { Host, HostReader } from '../../core/host.ts';
import type { Value } from '../../core/value/types.ts';
import { type Accounts, applyAttributes, newAttributes, wantAttributes } from './file-attributes.ts';

/** Attributes of directories that are made on the way. */
export interface DirectoryOptions {
  readonly mode: Value | undefined;
  readonly accounts: Accounts;
}

/** The directories that have to be made so that `path` is there, the outermost first. */
export function missingDirectories(host: HostReader, path: string): string[] {
  const missing: string[] = [];
  for (let each = path; each !== '/' && host.stat(each) === undefined; each = posix.dirname(each)) missing.unshift(each);
  return missing;
}

/** Makes a directory and those above it that are missing, each with the attributes asked for. */
export function makeDirectories(host: Host, path: string, options?: DirectoryOptions): void {
  for (const each of missingDirectories(host, path)) {
    const fresh = newAttributes(host, posix.dirname(each), 'directory');
    host.makeDirectory(each);
    if (options === undefined) continue;
    applyAttributes(host, each, fresh, wantAttributes(fresh, options.mode, options.accounts, true));
  }
}
