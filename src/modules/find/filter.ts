import { DroverError } from '../../core/errors.ts';
import { fnmatch } from '../../core/fnmatch.ts';
import type { FileStat, HostReader } from '../../core/host.ts';
import { compilePattern, matchStart, search } from '../../core/regex/regex.ts';
import { text } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import { parseMode } from '../lib/file-mode.ts';
import type { FindArgs } from './args.ts';

/** Whether a file found is one that a task looks for. */
export type Filter = (path: string, name: string, stat: FileStat) => boolean;

/** The conditions of a task as one filter, as ansible-core 2.18.6 applies them. */
export function findFilter(host: HostReader, args: FindArgs, now: number): Filter {
  const names = nameFilter(args);
  const age = amount('age', args.age, { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 });
  const size = amount('size', args.size, { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 });
  const mode = args.mode === undefined || args.mode === null ? undefined : parseMode(text(args.mode as Value), 0, false);
  const type = { any: undefined, directory: 'directory', file: 'file', link: 'link' }[args.file_type];
  return (path, name, stat) =>
    (type === undefined || stat.type === type) &&
    names(name) &&
    reaches(now - stat[args.age_stamp], age) &&
    (stat.type !== 'file' || reaches(stat.size, size)) &&
    modeFits(stat.mode, mode, args.exact_mode) &&
    (args.file_type !== 'file' || contentFits(host, path, args));
}

function nameFilter({ patterns, excludes = [], use_regex: isRegex }: FindArgs): (name: string) => boolean {
  const fits = (pattern: string): ((name: string) => boolean) => {
    if (!isRegex) {
      const glob = fnmatch(pattern);
      return (name) => glob.test(name);
    }
    const compiled = compilePattern(pattern);
    return (name) => matchStart(compiled, name) !== null;
  };
  const wanted = patterns.map(fits);
  const unwanted = excludes.map(fits);
  return (name) => (wanted.length === 0 || wanted.some((each) => each(name))) && !unwanted.some((each) => each(name));
}

/** `2d`, `-1k`: a number with a unit. */
function amount(what: string, written: string | undefined, units: Readonly<Record<string, number>>): number | undefined {
  if (written === undefined) return undefined;
  const match = new RegExp(`^(-?\\d+)([${Object.keys(units).join('')}])?$`).exec(written.toLowerCase());
  if (match === null) {
    throw new DroverError(
      'MODULE_ARGS',
      `Cannot use "${written}" as ${what}: it takes a number and a unit, ${Object.keys(units).join(' ')}`,
    );
  }
  return Number(match[1]) * (units[match[2] ?? ''] ?? 1);
}

/** At least as much as a positive limit, at most as much as a negative one. */
function reaches(value: number, limit: number | undefined): boolean {
  if (limit === undefined) return true;
  return limit >= 0 ? value >= limit : value <= -limit;
}

function modeFits(mode: number, wanted: number | undefined, isExact: boolean): boolean {
  if (wanted === undefined) return true;
  return isExact ? mode === wanted : (mode & wanted) !== 0;
}

function contentFits(host: HostReader, path: string, { contains, read_whole_file: isWhole }: FindArgs): boolean {
  if (contains === undefined) return true;
  const content = host.readText(path);
  const pattern = compilePattern(contains);
  if (isWhole) return search(pattern, content) !== null;
  return (content.match(/[^\n]*\n|[^\n]+$/g) ?? []).some((line) => matchStart(pattern, line) !== null);
}
