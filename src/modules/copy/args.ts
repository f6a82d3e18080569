import { type Args, boolean, path, raw, string } from '../../core/args.ts';
import { fileArgs } from '../lib/file-attributes.ts';

export const args = {
  src: path({ doc: 'File or directory of the bundle, or of the host with `remote_src`; `dir/` means what it holds' }),
  content: raw({ doc: 'The text to write in place of `src`; lists and mappings are written as JSON' }),
  dest: path({ required: true, doc: 'Where to; a directory, or a path that ends in `/`, gets the file inside' }),
  backup: boolean({ default: false, doc: 'Keep a copy of the old content, marked with the time' }),
  force: boolean({ default: true, doc: 'Replace what differs; `false` only writes what is missing' }),
  validate: string({ doc: 'Command that checks the new file, `%s`, before it replaces the old one' }),
  directory_mode: raw({ doc: 'Permissions of directories that are made' }),
  remote_src: boolean({ default: false, doc: '`src` is a path of the host' }),
  local_follow: boolean({ doc: 'Copy what symbolic links in a source directory lead to' }),
  checksum: string({ doc: 'SHA-1 that the source must have' }),
  follow: boolean({ default: false, doc: 'Write what a symbolic link at `dest` leads to, and keep the link' }),
  decrypt: boolean({ default: true, doc: 'Decrypt vaulted sources' }),
  ...fileArgs,
} as const;

export const rules = { requiredOneOf: [['src', 'content']], mutuallyExclusive: [['src', 'content']] } as const;

export type CopyArgs = Args<typeof args>;
