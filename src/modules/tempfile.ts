import { posix } from 'node:path';
import { choice, path, string } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import type { Host, HostReader } from '../core/host.ts';
import { defineAction } from '../core/module.ts';
import { pathInfo } from './lib/path-info.ts';

export const tempfile = defineAction({
  name: 'ansible.builtin.tempfile',
  summary: 'Make a temporary file or directory that only its user can look into',
  args: {
    state: choice('file', 'directory')({ default: 'file', doc: 'What to make' }),
    path: path({ doc: 'Directory to make it in; that of the environment (`TMPDIR`, `TEMP`, `TMP`), else `/tmp`' }),
    prefix: string({ default: 'ansible.', doc: 'What its name begins with' }),
    suffix: string({ default: '', doc: 'What its name ends with' }),
  },
  effect: 'host',
  examples: [
    '- tempfile:\n  register: made',
    '- tempfile: { state: directory, prefix: build., suffix: .d }',
    '- ansible.builtin.tempfile: { path: /var/tmp, suffix: .tar.gz }',
  ],
  async run(host, given) {
    const folder = posix.resolve(given.path ?? (await temporaryFolder(host)));
    if (host.stat(folder)?.type !== 'directory') {
      throw new DroverError('HOST_MISSING', `Cannot make a temporary ${given.state} in ${folder}: there is no such directory`);
    }
    const made = freePath(host, `${folder === '/' ? '' : folder}/${given.prefix}`, given.suffix);
    if (given.state === 'directory') host.makeDirectory(made, 0o700);
    else host.writeFile(made, '', { mode: 0o600 });
    return { changed: true, result: { path: made, ...pathInfo(host, made) } };
  },
});

/** Python's `tempfile.gettempdir`. A program is asked, since the task's `environment` counts. */
async function temporaryFolder(host: Host): Promise<string> {
  const { stdout } = await host.query('/bin/sh', ['-c', 'printf "%s\\n" "$TMPDIR" "$TEMP" "$TMP"']);
  const candidates = [...stdout.split('\n').filter((each) => each !== ''), '/tmp', '/var/tmp', '/usr/tmp'];
  return candidates.find((each) => host.stat(each)?.type === 'directory') ?? '/';
}

const characters = 'abcdefghijklmnopqrstuvwxyz0123456789_';

/** A path that nothing has, with eight characters that nobody can guess, so that nobody can be there first. */
function freePath(host: HostReader, start: string, end: string): string {
  const { randomInt } = process.getBuiltinModule('node:crypto');
  const random = Array.from({ length: 8 }, () => characters[randomInt(characters.length)]).join('');
  const found = `${start}${random}${end}`;
  return host.lstat(found) === undefined ? found : freePath(host, start, end);
}
