import { posix } from 'node:path';
import { DroverError } from '../../core/errors.ts';
import type { HostReader } from '../../core/host.ts';
import { checksum } from '../lib/checksum.ts';
import type { CopyArgs } from './args.ts';
import type { Source, Sources } from './source.ts';

/** Takes what a task with `remote_src` copies from the host. */
export function hostSources(host: HostReader, args: CopyArgs): Sources {
  const src = args.src ?? '';
  const stat = host.stat(src);
  if (stat === undefined) throw new DroverError('HOST_MISSING', `Cannot copy ${src}: it is not there`);
  if (stat.type === 'directory') {
    const base = src.endsWith('/') ? '' : posix.basename(src);
    return { from: 'host', isTree: true, all: [...treeSources(host, src, base, args.local_follow === true)] };
  }
  if (stat.type !== 'file') throw new DroverError('MODULE_FAILED', `Cannot copy ${src}: it is a ${stat.type}, not a file`);
  const content = host.readFile(src);
  const found = args.checksum === undefined ? undefined : checksum('sha1', content);
  if (found !== args.checksum) {
    throw new DroverError('MODULE_FAILED', `Cannot copy ${src}: its SHA-1 is ${found}, not ${args.checksum}`, {
      result: { checksum: found, expected_checksum: args.checksum },
    });
  }
  return {
    from: 'host',
    isTree: false,
    all: [{ kind: 'file', name: posix.basename(src), content, mode: stat.mode, origin: src }],
  };
}

function* treeSources(host: HostReader, directory: string, below: string, follow: boolean): Generator<Source> {
  for (const entry of host.list(directory)) {
    const path = posix.join(directory, entry);
    const name = posix.join(below, entry);
    const stat = (follow ? host.stat(path) : undefined) ?? host.lstat(path);
    if (stat?.type === 'link') yield { kind: 'link', name, target: host.readLink(path) };
    if (stat?.type === 'file') yield { kind: 'file', name, content: host.readFile(path), mode: stat.mode, origin: path };
    if (stat?.type === 'directory') {
      yield { kind: 'directory', name, mode: stat.mode };
      yield* treeSources(host, path, name, follow);
    }
  }
}
