import { boolean, path, string } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { defineAction } from '../core/module.ts';
import { commandGuard } from './lib/command-guard.ts';
import { runCommand } from './lib/command-run.ts';

export const shell = defineAction({
  name: 'ansible.builtin.shell',
  summary: 'Run a command line with a shell',
  args: {
    cmd: string({ doc: 'The command line' }),
    chdir: path({ doc: 'Directory to run it in' }),
    creates: path({ doc: 'Path or pattern; where it is there the command does not run' }),
    removes: path({ doc: 'Path or pattern; where it is not there the command does not run' }),
    executable: path({ doc: 'The shell, `/bin/sh` unless given' }),
    stdin: string({ doc: 'Text for the standard input' }),
    stdin_add_newline: boolean({ default: true, doc: 'End that text with a newline' }),
    strip_empty_ends: boolean({ default: true, doc: 'Take newlines off the ends of the outputs' }),
  },
  freeForm: 'cmd',
  effect: 'host',
  examples: [
    '- shell: cat /etc/passwd | wc -l',
    '- shell: set -o pipefail; false | true\n  args: { executable: /bin/bash }',
    '- shell: { cmd: make install, chdir: /usr/src/app, creates: /usr/local/bin/app }',
  ],
  guarded: (given) => given.creates !== undefined || given.removes !== undefined,
  guard: (host, given) => commandGuard(host, given.cmd, given),
  registersUnrun: true,
  run(host, given) {
    if (given.cmd === undefined || given.cmd.trim() === '') {
      throw new DroverError('MODULE_ARGS', 'Cannot run a command: no command given', { result: { rc: 256 } });
    }
    return runCommand(host, {
      cmd: given.cmd,
      argv: [given.executable ?? '/bin/sh', '-c', given.cmd],
      chdir: given.chdir,
      stdin: given.stdin,
      stdinAddNewline: given.stdin_add_newline,
      strip: given.strip_empty_ends,
    });
  },
});
