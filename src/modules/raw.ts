import { string } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { defineAction } from '../core/module.ts';
import { outputOf } from './lib/command-result.ts';

export const raw = defineAction({
  name: 'ansible.builtin.raw',
  summary: 'Run a command line with a shell, with nothing around it',
  args: {
    free_form: string({ required: true, doc: 'The command line' }),
    executable: string({ doc: 'The shell, `/bin/sh` unless given' }),
  },
  freeForm: 'free_form',
  effect: 'host',
  examples: ['- raw: uname -r', '- raw: echo $0\n  args: { executable: /bin/bash }'],
  async run(host, given) {
    if (given.free_form.trim() === '') throw new DroverError('MODULE_ARGS', 'Cannot run a command: no command given');
    const ran = host.run(given.executable ?? '/bin/sh', ['-c', given.free_form], { accept: 'any' });
    const { code, stdout, stderr } = await ran.finally(() => host.forget());
    const result = { rc: code, ...outputOf(stdout, stderr) };
    return code === 0 ? { changed: true, result } : { changed: true, failed: true, msg: 'non-zero return code', result };
  },
});
