import { type Args, boolean, path, string } from '../../core/args.ts';
import { fileArgs } from '../lib/file-attributes.ts';

export const args = {
  src: string({ required: true, doc: 'The template, looked for in `templates/`' }),
  dest: path({ required: true, doc: 'Where to; a directory, or a path that ends in `/`, gets the file inside' }),
  backup: boolean({ default: false, doc: 'Keep a copy of the old content, marked with the time' }),
  force: boolean({ default: true, doc: 'Replace what differs; `false` only writes what is missing' }),
  follow: boolean({ default: false, doc: 'Write what a symbolic link at `dest` leads to, and keep the link' }),
  validate: string({ doc: 'Command that checks the new file, `%s`, before it replaces the old one' }),
  newline_sequence: string({ default: '\n', doc: 'End of lines: `\\n`, `\\r` or `\\r\\n`' }),
  block_start_string: string({ doc: 'What begins a block, in place of `{%`' }),
  block_end_string: string({ doc: 'What ends a block, in place of `%}`' }),
  variable_start_string: string({ doc: 'What begins an expression, in place of `{{`' }),
  variable_end_string: string({ doc: 'What ends an expression, in place of `}}`' }),
  comment_start_string: string({ doc: 'What begins a comment, in place of `{#`' }),
  comment_end_string: string({ doc: 'What ends a comment, in place of `#}`' }),
  trim_blocks: boolean({ default: true, doc: 'Leave out the line end after a block' }),
  lstrip_blocks: boolean({ default: false, doc: 'Leave out the blanks before a block' }),
  output_encoding: string({ default: 'utf-8', doc: 'Encoding of the written file' }),
  ...fileArgs,
} as const;

export type TemplateArgs = Args<typeof args>;
