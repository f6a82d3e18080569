import { posix } from 'node:path';
import { DroverError } from '../core/errors.ts';
import type { FileStat, HostReader } from '../core/host.ts';
import { type ActionOutcome, defineAction } from '../core/module.ts';
import { args, type FindArgs } from './find/args.ts';
import { findFilter } from './find/filter.ts';
import { checksum } from './lib/checksum.ts';
import { groupName, userName } from './lib/path-info.ts';
import { statResult } from './lib/stat-result.ts';

export const find = defineAction({
  name: 'ansible.builtin.find',
  summary: 'Look for files on the host by name, age, size and content',
  args,
  examples: [
    '- find: { paths: /var/log, patterns: "*.gz", age: 2w, recurse: true }',
    '- ansible.builtin.find: { paths: [/etc/nomad.d], contains: "^server", read_whole_file: true }',
  ],
  effect: 'look',
  run(host, given): ActionOutcome {
    if (given.limit !== undefined && given.limit <= 0)
      throw new DroverError('MODULE_ARGS', `Cannot find ${given.limit} files: limit is at least 1`);
    const search = newSearch(host, given);
    const skipped: Record<string, string> = {};
    for (const path of given.paths) {
      if (host.stat(path)?.type === 'directory') lookIn(search, path, 1);
      else skipped[path] = `'${path}' is not a directory`;
    }
    const { files, examined } = search;
    const missed = Object.entries(skipped).map(([path, why]) => `Skipped '${path}' path due to this access issue: ${why}\n`);
    return {
      warnings: missed,
      result: {
        files,
        matched: files.length,
        examined,
        skipped_paths: skipped,
        msg: messageOf(missed.length > 0, files.length === given.limit),
      },
    };
  },
});

function messageOf(isPartial: boolean, isLimited: boolean): string {
  if (isPartial) return 'Not all paths examined, check warnings for details';
  return isLimited ? 'Limit of matches reached' : 'All paths examined';
}

interface Search {
  readonly host: HostReader;
  readonly args: FindArgs;
  readonly fits: (path: string, name: string, stat: FileStat) => boolean;
  readonly files: Record<string, unknown>[];
  /** Directories entered, by inode, so that links in a circle end. */
  readonly seen: Set<string>;
  examined: number;
}

function newSearch(host: HostReader, given: FindArgs): Search {
  return { host, args: given, fits: findFilter(host, given, Date.now() / 1000), files: [], seen: new Set(), examined: 0 };
}

/** One directory: its files, then its directories, then what lies below those. */
function lookIn(search: Search, directory: string, depth: number): void {
  const { host, args: given } = search;
  const names = host.list(directory);
  search.examined += names.length;
  const isDirectory = (name: string): boolean => host.stat(posix.join(directory, name))?.type === 'directory';
  const directories = names.filter(isDirectory);
  if (given.depth !== undefined && given.depth > 0 && depth > given.depth) return;
  for (const name of [...names.filter((each) => !directories.includes(each)), ...directories]) {
    if (search.files.length === given.limit) return;
    look(search, posix.join(directory, name), name);
  }
  if (!given.recurse) return;
  for (const name of directories) descend(search, posix.join(directory, name), depth + 1);
}

function descend(search: Search, path: string, depth: number): void {
  const { host, args: given, seen } = search;
  if (host.lstat(path)?.type === 'link' && !given.follow) return;
  const stat = host.stat(path);
  const key = `${stat?.device}:${stat?.inode}`;
  if (seen.has(key) || search.files.length === given.limit) return;
  seen.add(key);
  lookIn(search, path, depth);
}

function look(search: Search, path: string, name: string): void {
  const { host, args: given } = search;
  const stat = host.lstat(path);
  if (stat === undefined || (name.startsWith('.') && !given.hidden) || !search.fits(path, name, stat)) return;
  const sum = given.get_checksum && stat.type === 'file' ? { checksum: checksum('sha1', host.readFile(path)) } : {};
  search.files.push({ path, ...statResult(stat), gr_name: groupName(host, stat.gid), pw_name: userName(host, stat.uid), ...sum });
}
