import { type Args, boolean, choice, path, string } from '../../core/args.ts';
import { fileArgs } from '../lib/file-attributes.ts';

const timeFormat = '%Y%m%d%H%M.%S';

export const args = {
  path: path({ required: true, aliases: ['dest', 'name'], doc: 'The file that is managed' }),
  state: choice(
    'absent',
    'directory',
    'file',
    'hard',
    'link',
    'touch',
  )({ doc: 'What it shall be; what it is when not given, else `file`' }),
  src: path({ doc: 'What a link points to' }),
  recurse: boolean({ default: false, doc: 'Set the attributes of everything below a directory as well' }),
  force: boolean({ default: false, doc: 'Make a link although its target is missing or a file is in its place' }),
  follow: boolean({ default: true, doc: 'Manage what a symbolic link points to, not the link' }),
  modification_time: string({ doc: 'Modification time: `preserve`, `now` or a time' }),
  modification_time_format: string({ default: timeFormat, doc: 'strptime format of `modification_time`' }),
  access_time: string({ doc: 'Access time: `preserve`, `now` or a time' }),
  access_time_format: string({ default: timeFormat, doc: 'strptime format of `access_time`' }),
  ...fileArgs,
} as const;

export type FileArgs = Args<typeof args>;
export type Wanted = NonNullable<FileArgs['state']>;
