import { DroverError } from '../../core/errors.ts';
import type { FactContext } from './context.ts';

type Files = FactContext['files'];

/**
 * A file's text without the white space around it; undefined where the file is missing, empty or not to be read, as
 * many files of /sys and /proc are.
 */
export function content(files: Files, path: string): string | undefined {
  const text = attempt(() => files.readText(path).trim());
  return text === '' ? undefined : text;
}

export function lines(files: Files, path: string): string[] {
  return content(files, path)?.split('\n') ?? [];
}

/** Names in a directory; none where it is missing. */
export function entries(files: Files, path: string): string[] {
  return attempt(() => files.list(path)) ?? [];
}

export function exists(files: Files, path: string): boolean {
  return attempt(() => files.stat(path)) !== undefined;
}

/** The last part of where a link leads; undefined where it is missing. */
export function linkName(files: Files, path: string): string | undefined {
  return attempt(() => files.readLink(path))
    ?.split('/')
    .at(-1);
}

/** Undefined in the place of an error that the host reports. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DroverError) return undefined;
    throw error;
  }
}
