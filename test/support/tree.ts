import type { FileStat, HostReader } from '../../src/core/host.ts';
import type { FileSpec } from './scenario.ts';

/** Everything below a host's root, by path: what two states of a host are compared by. */
export function tree(host: HostReader, path = '', found: Record<string, unknown> = {}): Record<string, unknown> {
  for (const name of host.list(path === '' ? '/' : path)) {
    const each = `${path}/${name}`;
    const stat = host.lstat(each);
    if (stat === undefined) continue;
    found[each] = { ...described(host, each, stat), mtime: stat.mtime };
    if (stat.type === 'directory') tree(host, each, found);
  }
  return found;
}

function described(host: HostReader, path: string, stat: FileStat): Record<string, unknown> {
  const content = stat.type === 'file' ? { content: host.readText(path) } : {};
  const link = stat.type === 'link' ? { link: host.readLink(path) } : {};
  const mode = stat.mode.toString(8).padStart(4, '0');
  return { ...(stat.type === 'directory' ? { directory: true } : {}), ...content, ...link, mode, uid: stat.uid, gid: stat.gid };
}

/** A file of the host with just the entries that a scenario names, so that the two can be compared. */
export function observed(host: HostReader, path: string, wanted: FileSpec): FileSpec {
  const stat = host.lstat(path);
  if (stat === undefined) return null;
  if (wanted === null) return `a ${stat.type} that should not be`;
  if (typeof wanted === 'string') return stat.type === 'file' ? host.readText(path) : `a ${stat.type}`;
  const all: Record<string, unknown> = { ...described(host, path, stat), mtime: stat.mtime };
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, all[key]])) as FileSpec;
}
