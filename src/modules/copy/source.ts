import { posix } from 'node:path';
import type { Controller, TaskContext } from '../../core/controller.ts';
import { DroverError } from '../../core/errors.ts';
import { jsonText } from '../../core/value/json.ts';
import { text } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import { checksum } from '../lib/checksum.ts';
import type { CopyArgs } from './args.ts';

/** One thing to copy. `name` is its path below the destination, empty where the destination itself is meant. */
export type Source =
  | { readonly kind: 'file'; readonly name: string; readonly content: Uint8Array; readonly mode: number; readonly origin: string }
  | { readonly kind: 'directory'; readonly name: string; readonly mode: number }
  | { readonly kind: 'link'; readonly name: string; readonly target: string };

export interface Sources {
  readonly from: 'content' | 'bundle' | 'host';
  /** Whether a directory is copied. */
  readonly isTree: boolean;
  readonly all: readonly Source[];
}

/** Takes what a task copies from its `content` or from the bundle; undefined where `src` is a path of the host. */
export function bundleSources(context: TaskContext, args: CopyArgs): Sources | undefined {
  if (args.content !== undefined) {
    if (args.dest.endsWith('/')) throw new DroverError('MODULE_ARGS', `Cannot write content to ${args.dest}: it is a directory`);
    const content = Buffer.from(contentText(args.content));
    return { from: 'content', isTree: false, all: [{ kind: 'file', name: '', content, mode: 0o600, origin: args.dest }] };
  }
  if (args.src === undefined || args.remote_src) return undefined;
  const { controller } = context;
  const found = context.find(args.src, 'files').replace(/(?<=.)\/+$/, '');
  if (controller.type(found) !== 'directory') {
    const file = fileSource(controller, found, { name: posix.basename(found), decrypt: args.decrypt });
    return { from: 'bundle', isTree: false, all: [checked(file, args)] };
  }
  const base = args.src.endsWith('/') ? '' : posix.basename(found);
  return { from: 'bundle', isTree: true, all: [...treeSources(controller, found, { name: base, decrypt: args.decrypt })] };
}

function contentText(content: Value): string {
  return Array.isArray(content) || content instanceof Map ? jsonText(content) : text(content);
}

/** The name that a source gets, and whether one encrypted with ansible-vault is decrypted. */
interface Wanted {
  readonly name: string;
  readonly decrypt: boolean;
}

function fileSource(controller: Controller, path: string, { name, decrypt }: Wanted): Source & { kind: 'file' } {
  const content = decrypt ? controller.read(path) : controller.readStored(path);
  return { kind: 'file', name, content, mode: controller.stat(path).mode, origin: posix.resolve(controller.directory, path) };
}

function checked(file: Source & { kind: 'file' }, { checksum: wanted }: CopyArgs): Source {
  const found = wanted === undefined ? undefined : checksum('sha1', file.content);
  if (found === wanted) return file;
  throw new DroverError('MODULE_FAILED', `Cannot copy ${file.origin}: its SHA-1 is ${found}, not ${wanted}`, {
    result: { checksum: found, expected_checksum: wanted },
  });
}

function* treeSources(controller: Controller, directory: string, { name: below, decrypt }: Wanted): Generator<Source> {
  for (const name of controller.list(directory)) {
    const path = posix.join(directory, name);
    const target = posix.join(below, name);
    if (controller.type(path) === 'directory') {
      yield { kind: 'directory', name: target, mode: controller.stat(path).mode };
      yield* treeSources(controller, path, { name: target, decrypt });
    } else {
      yield fileSource(controller, path, { name: target, decrypt });
    }
  }
}
