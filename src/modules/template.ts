import { posix } from 'node:path';
import type { HostReader } from '../core/host.ts';
import { defineModule } from '../core/module.ts';
import { checksum } from './lib/checksum.ts';
import { copyDiff } from './lib/content-diff.ts';
import { context } from './lib/context.ts';
import {
  applyContent,
  backupPath,
  contentDiffers,
  predictContent,
  readContent,
  type WriteOptions,
  wantContent,
} from './lib/file-content.ts';
import { pathInfo } from './lib/path-info.ts';
import { args, type TemplateArgs } from './template/args.ts';
import { type Rendered, renderTemplate } from './template/render-template.ts';

export const template = defineModule({
  name: 'ansible.builtin.template',
  summary: 'Render a template of the bundle to a file of the host',
  args,
  examples: [
    '- template: { src: chrony.conf.j2, dest: /etc/chrony.conf, mode: "0644" }',
    '- ansible.builtin.template: { src: nomad.hcl.j2, dest: /etc/nomad.d/, owner: root, group: nomad, mode: "u=rw,g=r" }',
    '- template: { src: sudoers.j2, dest: /etc/sudoers, validate: /usr/sbin/visudo -cf %s }',
  ],
  prepare: (taskContext, given): Rendered => renderTemplate(taskContext, given),
  read: (host, { args: given, prepared }) => readContent(host, destination(host, given.dest, prepared.name), given, given.follow),
  want({ args: given, prepared }, before) {
    if (!given.force && before.kind !== 'absent') return before;
    return wantContent(before, prepared.content, given.mode === 'preserve' ? prepared.mode : given.mode);
  },
  apply: (host, change) => applyContent(host, change, writeOptions(change.args, change.before[context].accounts)),
  predict: (host, change) => predictContent(host, change, writeOptions(change.args, change.before[context].accounts)),
  diff: ({ before, after, prepared }) => copyDiff({ before, after }, prepared.origin),
  returns(host, { args: given, before, after, prepared }) {
    const isWritten = contentDiffers({ before, after });
    return {
      dest: after.path,
      ...(isWritten ? { src: prepared.origin, md5sum: checksum('md5', prepared.content) } : { path: after.path }),
      checksum: checksum('sha1', after.content ?? prepared.content),
      ...(isWritten && given.backup && before.content !== undefined ? { backup_file: backupPath(before) } : {}),
      ...pathInfo(host, after.path),
    };
  },
});

function destination(host: HostReader, dest: string, name: string): string {
  return dest.endsWith('/') || host.stat(dest)?.type === 'directory' ? posix.join(dest, name) : dest;
}

function writeOptions(given: TemplateArgs, accounts: NonNullable<WriteOptions['directories']>['accounts']): WriteOptions {
  const directories = given.dest.endsWith('/') ? { directories: { mode: undefined, accounts } } : {};
  return { validate: given.validate, backup: given.backup, ...directories };
}
