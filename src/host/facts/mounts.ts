import { statfsSync } from 'node:fs';
import { codeOf } from '../io-error.ts';
import type { FactContext, FactGroup, Facts } from './context.ts';
import { content, entries, lines, linkName } from './read.ts';

/** As ansible-core 2.18's `mounts`. */
export const mountFacts: FactGroup = {
  collector: 'hardware',
  names: ['mounts'],
  gather,
};

type Files = FactContext['files'];

/** File systems whose server may be away: asking for their size could hold the run up for ever. */
const remote: readonly string[] = ['nfs', 'nfs4', 'cifs', 'smb3', 'ceph', 'glusterfs', 'fuse.sshfs', '9p'];

function gather({ files, fact }: FactContext): Facts {
  const { table, root } = mountTable(files, fact('is_chroot') === false);
  const bound = boundMounts(lines(files, `${table}/mountinfo`));
  const uuids = new Map<string, string>();
  for (const uuid of entries(files, '/dev/disk/by-uuid')) {
    const device = linkName(files, `/dev/disk/by-uuid/${uuid}`);
    if (device !== undefined) uuids.set(`/dev/${device}`, uuid);
  }
  return {
    mounts: parseMounts(mountText(files, table)).map((mount) => ({
      ...mount,
      options: bound.has(mount.mount) && !/(^|,)bind(,|$)/.test(mount.options) ? `${mount.options},bind` : mount.options,
      ...(remote.includes(mount.fstype) ? {} : (sizes(`${root}${mount.mount}`) ?? sizes(mount.mount))),
      uuid: uuids.get(mount.device) ?? 'N/A',
    })),
  };
}

/**
 * Where the host's mounts are listed, and what leads to its files: those of its first process, since what is mounted after
 * the agent's container was started is not in the container. In a chroot they are the agent's own.
 */
function mountTable(files: Files, isHost: boolean): { readonly table: string; readonly root: string } {
  const isReadable = isHost && content(files, '/proc/1/mounts') !== undefined;
  return isReadable ? { table: '/proc/1', root: '/proc/1/root' } : { table: '/proc/self', root: '' };
}

/** A host may keep an /etc/mtab of its own; where that is a link, it leads to the reader's mounts. */
function mountText(files: Files, table: string): string {
  const own = files.lstat('/etc/mtab')?.type === 'file' ? content(files, '/etc/mtab') : undefined;
  return own ?? content(files, `${table}/mounts`) ?? content(files, '/proc/mounts') ?? '';
}

interface Mount {
  readonly mount: string;
  readonly device: string;
  readonly fstype: string;
  readonly options: string;
  readonly dump: number;
  readonly passno: number;
}

/** The entries of an mtab text that stand for a device or a server. */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [device, mount, fstype, options, dump = '0', passno = '0'] = line.split(/\s+/).map(unescapeOctal);
    if (device === undefined || mount === undefined || fstype === undefined || options === undefined) return [];
    if ((!device.startsWith('/') && !device.startsWith('\\') && !device.includes(':/')) || fstype === 'none') return [];
    return [{ mount, device, fstype, options, dump: Number(dump), passno: Number(passno) }];
  });
}

/** Mount points that show a part of a file system, which is what `findmnt` marks with brackets. */
function boundMounts(mountinfo: readonly string[]): ReadonlySet<string> {
  const fields = mountinfo.map((line) => line.split(' '));
  return new Set(fields.flatMap(([, , , root, mount]) => (root === '/' || mount === undefined ? [] : [unescapeOctal(mount)])));
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
}

/** Undefined for a mount that is not to be looked into; the way through the first process is open to who may trace it. */
function sizes(path: string): Facts | undefined {
  try {
    const { bsize, blocks, bavail, files, ffree } = statfsSync(path);
    return {
      ...{ size_total: bsize * blocks, size_available: bsize * bavail },
      ...{ block_size: bsize, block_total: blocks, block_available: bavail, block_used: blocks - bavail },
      ...{ inode_total: files, inode_available: ffree, inode_used: files - ffree },
    };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
