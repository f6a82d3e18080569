import { type Args, boolean, choice, int, paths, raw, string, strings } from '../../core/args.ts';

export const args = {
  paths: paths({ required: true, aliases: ['name', 'path'], doc: 'Directories to look in' }),
  patterns: strings({
    default: [],
    aliases: ['pattern'],
    doc: 'Patterns of names, one of which has to fit; globs unless `use_regex`',
  }),
  excludes: strings({ aliases: ['exclude'], doc: 'Patterns of names that are left out' }),
  contains: string({ doc: 'Pattern that a line of a file begins with, or that is anywhere in it with `read_whole_file`' }),
  read_whole_file: boolean({ default: false, doc: 'Look for `contains` anywhere in the file' }),
  file_type: choice('file', 'directory', 'link', 'any')({ default: 'file', doc: 'What to look for' }),
  age: string({ doc: 'At least this old, or at most with `-`: `2d`, `-1h`' }),
  age_stamp: choice('mtime', 'atime', 'ctime')({ default: 'mtime', doc: 'The time that `age` counts from' }),
  size: string({ doc: 'At least this big, or at most with `-`: `10m`, `-1k`' }),
  recurse: boolean({ default: false, doc: 'Look in directories below as well' }),
  depth: int({ doc: 'How many levels of directories to look in' }),
  hidden: boolean({ default: false, doc: 'Take names with a leading dot as well' }),
  follow: boolean({ default: false, doc: 'Look in directories that symbolic links lead to' }),
  get_checksum: boolean({ default: false, doc: 'Return the SHA-1 of files' }),
  use_regex: boolean({ default: false, doc: 'The patterns of names are regular expressions' }),
  mode: raw({ doc: 'Permissions, octal or symbolic' }),
  exact_mode: boolean({ default: true, doc: '`mode` has to be the same; else one of its bits is enough' }),
  encoding: string({ doc: 'Encoding of files for `contains`; without effect, it is UTF-8' }),
  limit: int({ doc: 'Stop after this many' }),
} as const;

export type FindArgs = Args<typeof args>;
