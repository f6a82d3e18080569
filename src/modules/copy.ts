import { defineModule } from '../core/module.ts';
import { applyCopy, predictCopy } from './copy/apply.ts';
import { args, type CopyArgs, rules } from './copy/args.ts';
import { hostSources } from './copy/remote-source.ts';
import { bundleSources, type Sources } from './copy/source.ts';
import { type CopyState, readCopy, wantCopy } from './copy/state.ts';
import { checksum } from './lib/checksum.ts';
import { copyDiff } from './lib/content-diff.ts';
import { context } from './lib/context.ts';
import { backupPath, contentDiffers } from './lib/file-content.ts';
import { pathInfo } from './lib/path-info.ts';

export const copy = defineModule({
  name: 'ansible.builtin.copy',
  summary: 'Write files of the bundle, or a given text, to the host',
  args,
  rules,
  examples: [
    '- copy: { src: motd, dest: /etc/motd, mode: "0644" }',
    '- copy: { content: "nomad ALL=(ALL) NOPASSWD: ALL\\n", dest: /etc/sudoers.d/nomad, mode: "0440", validate: visudo -cf %s }',
    '- ansible.builtin.copy: { src: site/, dest: /srv/www, owner: www }',
    '- copy: { src: /etc/resolv.conf, dest: /etc/resolv.conf.orig, remote_src: true, force: false }',
  ],
  prepare: (taskContext, given): Sources | undefined => bundleSources(taskContext, given),
  read: (host, { args: given, prepared }): CopyState => readCopy(host, given, prepared ?? hostSources(host, given)),
  want: ({ args: given }, before) => wantCopy(given, before),
  apply: (host, change) => applyCopy(host, change),
  predict: (host, change) => predictCopy(host, change),
  diff({ before, after }) {
    const { sources, byPath } = before[context];
    const [path] = Object.keys(after.files);
    const [was, is] = path === undefined ? [] : [before.files[path], after.files[path]];
    // As in ansible-core 2.18.6, copying a directory or on the host shows none.
    if (path === undefined || was === undefined || is === undefined || sources.isTree || sources.from === 'host') return [];
    const source = byPath.get(path);
    return copyDiff({ before: was, after: is }, source?.kind === 'file' ? source.origin : path);
  },
  returns(host, { args: given, before, after }) {
    const { sources } = before[context];
    const [path] = Object.keys(after.files);
    if (sources.isTree || path === undefined) return { dest: given.dest, src: given.src, ...pathInfo(host, given.dest) };
    return fileResult(given, before, after, path, pathInfo(host, path));
  },
});

function fileResult(given: CopyArgs, before: CopyState, after: CopyState, path: string, info: object): Record<string, unknown> {
  const { byPath } = before[context];
  const [was, is, source] = [before.files[path], after.files[path], byPath.get(path)];
  if (was === undefined || is === undefined || source?.kind !== 'file') return { dest: path };
  if (!given.force && was.kind !== 'absent') return { dest: given.dest, src: given.src };
  const isWritten = contentDiffers({ before: was, after: is });
  return {
    dest: is.path,
    ...(isWritten ? { src: source.origin, md5sum: checksum('md5', source.content) } : { path: is.path }),
    checksum: checksum('sha1', source.content),
    ...(isWritten && given.backup && was.content !== undefined ? { backup_file: backupPath(was) } : {}),
    ...info,
  };
}
