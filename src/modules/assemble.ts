import { posix } from 'node:path';
import { boolean, path, string } from '../core/args.ts';
import type { TaskContext } from '../core/controller.ts';
import { DroverError } from '../core/errors.ts';
import type { HostReader } from '../core/host.ts';
import { defineModule } from '../core/module.ts';
import { compilePattern, search } from '../core/regex/regex.ts';
import { checksum } from './lib/checksum.ts';
import { copyDiff } from './lib/content-diff.ts';
import { context } from './lib/context.ts';
import { fileArgs } from './lib/file-attributes.ts';
import {
  applyContent,
  backupPath,
  type ContentState,
  contentDiffers,
  predictContent,
  readContent,
  wantContent,
} from './lib/file-content.ts';
import { pathInfo } from './lib/path-info.ts';

const args = {
  src: path({ required: true, doc: 'Directory whose files are put together, in the order of their names' }),
  dest: path({ required: true, doc: 'The file to write' }),
  delimiter: string({ doc: 'What stands between the parts; `\\n` and the like are read as in Python' }),
  regexp: string({ doc: 'Pattern that names of parts have to match' }),
  ignore_hidden: boolean({ default: false, doc: 'Leave out names with a leading dot' }),
  remote_src: boolean({ default: true, doc: 'The directory is on the host; else in `files/` of the bundle' }),
  backup: boolean({ default: false, doc: 'Keep a copy of the old content, marked with the time' }),
  validate: string({ doc: 'Command that checks the new file, `%s`, before it replaces the old one' }),
  decrypt: boolean({ default: true, doc: 'Decrypt vaulted parts of the bundle' }),
  ...fileArgs,
} as const;

interface Part {
  readonly name: string;
  readonly content: Uint8Array;
}

interface AssembledState extends ContentState {
  readonly [context]: ContentState[typeof context] & { readonly parts: readonly Part[] };
}

export const assemble = defineModule({
  name: 'ansible.builtin.assemble',
  summary: 'Put a file together from the files of a directory',
  args,
  examples: [
    '- assemble: { src: /etc/someapp/fragments, dest: /etc/someapp.conf, delimiter: "### part ###" }',
    '- ansible.builtin.assemble: { src: sshd, dest: /etc/ssh/sshd_config, remote_src: false, validate: /usr/sbin/sshd -t -f %s }',
  ],
  prepare: (taskContext, given): readonly Part[] | undefined =>
    given.remote_src ? undefined : bundleParts(taskContext, given.src, given.decrypt),
  read(host, { args: given, prepared }): AssembledState {
    const state = readContent(host, given.dest, given, false);
    return { ...state, [context]: { ...state[context], parts: prepared ?? hostParts(host, given.src) } };
  },
  want({ args: given }, before): AssembledState {
    const after = wantContent(before, assembled(before[context].parts, given), given.mode);
    return { ...after, [context]: before[context] };
  },
  apply: (host, { args: given, before, after }) => applyContent(host, { before, after }, given),
  predict: (host, { args: given, before, after }) => predictContent(host, { before, after }, given),
  diff: ({ args: given, before, after }) => (given.remote_src ? [] : copyDiff({ before, after }, given.dest)),
  returns(host, { args: given, before, after }) {
    const content = after.content ?? new Uint8Array();
    const isKept = given.backup && before.content !== undefined && contentDiffers({ before, after });
    return {
      src: given.src,
      dest: given.dest,
      checksum: checksum('sha1', content),
      md5sum: checksum('md5', content),
      msg: 'OK',
      ...(isKept ? { backup_file: backupPath(before) } : {}),
      ...pathInfo(host, given.dest),
    };
  },
});

function bundleParts(taskContext: TaskContext, src: string, decrypt: boolean): Part[] {
  const { controller } = taskContext;
  const directory = taskContext.find(src, 'files');
  if (controller.type(directory) !== 'directory') throw notDirectory(directory);
  const files = controller.list(directory).filter((name) => controller.type(posix.join(directory, name)) === 'file');
  return files.map((name) => ({
    name,
    content: decrypt ? controller.read(posix.join(directory, name)) : controller.readStored(posix.join(directory, name)),
  }));
}

function hostParts(host: HostReader, src: string): Part[] {
  const stat = host.stat(src);
  if (stat === undefined) throw new DroverError('HOST_MISSING', `Cannot assemble ${src}: it does not exist`);
  if (stat.type !== 'directory') throw notDirectory(src);
  const files = host.list(src).filter((name) => host.stat(posix.join(src, name))?.type === 'file');
  return files.map((name) => ({ name, content: host.readFile(posix.join(src, name)) }));
}

function notDirectory(path: string): DroverError {
  return new DroverError('MODULE_FAILED', `Cannot assemble ${path}: it is not a directory`);
}

interface Joining {
  readonly delimiter: string | undefined;
  readonly regexp: string | undefined;
  readonly ignore_hidden: boolean;
}

/** The parts in the order of their names, each on a line of its own, with the delimiter between them. */
function assembled(parts: readonly Part[], { delimiter, regexp, ignore_hidden: skipsHidden }: Joining): Uint8Array {
  const pattern = regexp === undefined ? undefined : compilePattern(regexp);
  const isTaken = ({ name }: Part): boolean =>
    !(skipsHidden && name.startsWith('.')) && (pattern === undefined || search(pattern, name) !== null);
  const between = delimiter ? unescaped(delimiter) : '';
  const line = between === '' || between.endsWith('\n') ? between : `${between}\n`;
  const joined: Uint8Array[] = [];
  for (const { content } of parts.filter(isTaken)) {
    const previous = joined.at(-1);
    if (previous !== undefined && previous.at(-1) !== 10) joined.push(Buffer.from('\n'));
    if (joined.length > 0) joined.push(Buffer.from(line));
    joined.push(content);
  }
  return Buffer.concat(joined);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/** Python's escapes in a delimiter: `\n`, `\t`, `\x41`. */
function unescaped(written: string): string {
  return written.replace(/\\(?:x([0-9a-f]{2})|(.))/gi, (whole, hex: string | undefined, letter: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return escapes[letter ?? ''] ?? String(whole);
  });
}
