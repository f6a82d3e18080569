import { boolean, choice, path } from '../core/args.ts';
import type { FileStat, HostReader } from '../core/host.ts';
import { type ActionOutcome, defineAction } from '../core/module.ts';
import { checksum } from './lib/checksum.ts';
import { statResult } from './lib/stat-result.ts';

const algorithms = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;

export const stat = defineAction({
  name: 'ansible.builtin.stat',
  summary: 'Look at a file and register what is found',
  args: {
    path: path({ required: true, aliases: ['dest', 'name'], doc: 'The file' }),
    follow: boolean({ default: false, doc: 'Look at what a symbolic link leads to' }),
    get_checksum: boolean({ default: true, doc: 'Return the checksum of a regular file' }),
    checksum_algorithm: choice(...algorithms)({
      default: 'sha1',
      aliases: ['checksum', 'checksum_algo'],
      doc: 'Algorithm of the checksum',
    }),
    get_mime: boolean({
      default: true,
      aliases: ['mime', 'mime_type', 'mime-type'],
      doc: 'Return `mimetype` and `charset`: always `unknown`',
    }),
    get_attributes: boolean({
      default: true,
      aliases: ['attr', 'attributes'],
      doc: 'Return the attributes of chattr: always empty',
    }),
  },
  examples: [
    '- stat: { path: /etc/nomad.d/server.hcl }',
    '- ansible.builtin.stat: { path: /usr/bin/nomad, checksum_algorithm: sha256, follow: true }',
  ],
  effect: 'look',
  run(host, args): ActionOutcome {
    const found = args.follow ? host.stat(args.path) : host.lstat(args.path);
    if (found === undefined) return { result: { stat: { exists: false } } };
    const isSummed = found.type === 'file' && args.get_checksum;
    return {
      result: {
        stat: {
          exists: true,
          path: args.path,
          ...statResult(found),
          ...accessOf(host.stat(args.path)),
          ...(found.type === 'link' ? linkOf(host, args.path) : {}),
          ...ownersOf(host, found),
          ...(isSummed ? { checksum: checksum(args.checksum_algorithm, host.readFile(args.path)) } : {}),
          ...(args.get_mime ? { mimetype: 'unknown', charset: 'unknown' } : {}),
          ...(args.get_attributes ? { version: null, attributes: [], attr_flags: '' } : {}),
        },
      },
    };
  },
});

/** What root may do with it: all, but execute what has no execution bit. */
function accessOf(target: FileStat | undefined): Record<string, boolean> {
  const exists = target !== undefined;
  const executable = exists && (target.type === 'directory' || (target.mode & 0o111) !== 0);
  return { readable: exists, writeable: exists, executable };
}

function linkOf(host: HostReader, path: string): Record<string, string> {
  const target = host.readLink(path);
  return { lnk_source: host.realPath(path), lnk_target: target };
}

function ownersOf(host: HostReader, { uid, gid }: FileStat): Record<string, string> {
  const user = host.users().find((each) => each.uid === uid)?.name;
  const group = host.groups().find((each) => each.gid === gid)?.name;
  return { ...(user === undefined ? {} : { pw_name: user }), ...(group === undefined ? {} : { gr_name: group }) };
}
