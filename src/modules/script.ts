import { posix } from 'node:path';
import { string, unsupported } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { defineAction } from '../core/module.ts';
import { shellQuote } from '../core/shell-quote.ts';
import { outputOf } from './lib/command-result.ts';
import { shellWords } from './lib/shell-words.ts';
import { withProgram } from './script/with-program.ts';

export const script = defineAction({
  name: 'ansible.builtin.script',
  summary: 'Run a script of the bundle on the host',
  args: {
    cmd: string({ required: true, doc: 'The script, a file of the bundle, and its arguments, for a shell' }),
    creates: string({ doc: 'Path of the host; where it is there the script does not run' }),
    removes: string({ doc: 'Path of the host; where it is not there the script does not run' }),
    chdir: string({ doc: 'Directory to run it in, an absolute path' }),
    executable: string({ doc: 'The program that runs the script, in place of the one that its first line names' }),
    decrypt: unsupported('ansible-core 2.18 refuses it as well; an encrypted script is always decrypted'),
  },
  freeForm: 'cmd',
  effect: 'host',
  examples: [
    '- script: setup.sh --name "{{ inventory_hostname }}"',
    '- script: { cmd: migrate.sh, chdir: /srv/app, creates: /srv/app/.migrated }',
    '- script: report.py\n  args: { executable: python3 }',
  ],
  guarded: ({ creates, removes }) => Boolean(creates) || Boolean(removes),
  // In the order of ansible-core 2.18.6: what is wrong with the task is told in check mode too, unless it is not to run.
  guard(host, { cmd, creates, removes, chdir }, context) {
    const has = (path: string): boolean => host.stat(posix.resolve('/', path)) !== undefined;
    if (creates && has(creates)) return notNeeded(`${creates} exists, matching creates option`);
    if (removes && !has(removes)) return notNeeded(`${removes} does not exist, matching removes option`);
    if (chdir && !chdir.startsWith('/')) {
      throw new DroverError('MODULE_ARGS', `Cannot run a script in "${chdir}": chdir has to be an absolute path`);
    }
    context.find(nameOf(cmd), 'files');
    return undefined;
  },
  run(host, { cmd, chdir, executable }, context) {
    const name = nameOf(cmd);
    const found = context.find(name, 'files');
    const program = { name: posix.basename(found), content: context.controller.read(found) };
    return withProgram(host, program, async (path) => {
      // Wherever the name stands, among the arguments too, as ansible-core 2.18.6 does it: what is quoted stays so.
      const called = cmd.trim().replaceAll(name, () => path);
      const line = `${chdir ? `cd ${shellQuote(chdir)} && ` : ''}${executable ? `${executable} ` : ''}${called}`;
      const ran = host.run('/bin/sh', ['-c', line], { accept: 'any' });
      const { code, stdout, stderr } = await ran.finally(() => host.forget());
      const result = { rc: code, ...outputOf(stdout, stderr) };
      return code === 0 ? { changed: true, result } : { changed: true, failed: true, msg: 'non-zero return code', result };
    });
  },
});

function nameOf(cmd: string): string {
  const [name = ''] = shellWords(cmd);
  if (name === '') throw new DroverError('MODULE_ARGS', 'Cannot run a script: cmd names none');
  return name;
}

const notNeeded = (msg: string) => ({ changed: false, skipped: msg, msg });
