import { posix } from 'node:path';
import { DroverError } from '../../core/errors.ts';
import { context } from '../lib/context.ts';
import { requireAccounts, wantAttributes } from '../lib/file-attributes.ts';
import type { PathState } from '../lib/path-info.ts';
import type { FileArgs } from './args.ts';
import type { Item, Reading } from './state.ts';
import { wantedTimes } from './times.ts';

/** The state that a task asks for; refuses what Ansible's module refuses. */
export function wantFile(args: FileArgs, before: Reading): Reading {
  if (before.kind !== 'absent') requireAccounts(before[context].accounts);
  switch (before[context].wanted) {
    case 'absent':
      return { ...before, kind: 'absent', target: undefined, isLinked: false, items: {} };
    case 'directory':
      return before.kind === 'absent' ? created(args, before, 'directory') : kept(args, before, 'directory');
    case 'file':
      return kept(args, before, 'file');
    case 'touch':
      return before.kind === 'absent' ? created(args, before, 'file') : withItems(args, before);
    case 'link':
      return wantLink(args, before);
    case 'hard':
      return wantHardLink(args, before);
  }
}

function created(args: FileArgs, before: Reading, kind: 'file' | 'directory' | 'link' | 'hard'): Reading {
  const { fresh, freshPath } = before[context];
  const items = fresh === undefined ? {} : { [freshPath]: wantItem(args, before, fresh) };
  return { ...before, kind, items };
}

function kept(args: FileArgs, before: Reading, wanted: 'file' | 'directory'): Reading {
  const fits = before.kind === wanted || (wanted === 'file' && before.kind === 'hard');
  if (!fits) {
    const code = before.kind === 'absent' ? 'HOST_MISSING' : 'MODULE_FAILED';
    const why = wanted === 'directory' ? 'it already exists' : 'it is not there as a file';
    throw new DroverError(
      code,
      `Cannot manage ${before.path} as a ${wanted}: ${why}${before.kind === 'absent' ? '' : ` (${before.kind})`}`,
      {
        result: { path: before.path, ...(wanted === 'file' ? { state: before.kind } : {}) },
      },
    );
  }
  return withItems(args, before);
}

function withItems(args: FileArgs, before: Reading): Reading {
  const items = Object.entries(before.items).map(([path, item]) => [path, wantItem(args, before, item)] as const);
  return { ...before, items: Object.fromEntries(items) };
}

function wantItem(args: FileArgs, before: Reading, item: Item): Item {
  const attributes = wantAttributes(item, args.mode, before[context].accounts, item.isDirectory);
  const { mtime, atime } = wantedTimes(args, before[context].wanted === 'touch');
  return {
    ...item,
    ...attributes,
    ...(mtime === 'preserve' ? {} : { mtime }),
    ...(atime === 'preserve' ? {} : { atime }),
  };
}

function wantLink(args: FileArgs, before: Reading): Reading {
  const { [context]: about, kind, path } = before;
  const src = args.src ?? before.target;
  if (args.src !== undefined && !args.force && !about.targetExists) {
    const target = posix.join(posix.dirname(path), args.src);
    throw refused(
      path,
      `its target ${args.src.startsWith('/') ? args.src : target} does not exist (force=true makes the link all the same)`,
      src,
      'HOST_MISSING',
    );
  }
  if (kind === 'directory' && args.force && !about.isEmpty) throw refused(path, 'the directory in its place is not empty', src);
  checkForce(args, kind, path, 'symbolic link', src);
  if (src === undefined) throw new DroverError('MODULE_ARGS', `Cannot make the link ${path}: src is missing`);
  if (kind === 'link' && before.target === src) return withItems(args, before);
  return { ...created(args, before, 'link'), target: src };
}

function wantHardLink(args: FileArgs, before: Reading): Reading {
  const { [context]: about, kind, path } = before;
  if (kind === 'hard' && args.src === undefined) return withItems(args, before);
  if (args.src === undefined) throw new DroverError('MODULE_ARGS', `Cannot make the hard link ${path}: src is missing`);
  if (!about.targetExists) throw refused(path, `its source ${args.src} does not exist`, args.src, 'HOST_MISSING');
  if (before.isLinked) return withItems(args, before);
  checkForce(args, kind, path, 'hard link', args.src);
  return { ...created(args, before, 'hard'), target: undefined, isLinked: true };
}

function checkForce(args: FileArgs, kind: PathState, path: string, what: string, src: string | undefined): void {
  if (kind === 'absent' || kind === 'link' || args.force) return;
  throw refused(path, `a ${kind === 'hard' ? 'file' : kind} is in the place of the ${what} (force=true replaces it)`, src);
}

function refused(
  path: string,
  why: string,
  src: string | undefined,
  code: 'MODULE_FAILED' | 'HOST_MISSING' = 'MODULE_FAILED',
): DroverError {
  return new DroverError(code, `Cannot make the link ${path}: ${why}`, { result: { path, src } });
}
