import { type Args, boolean, path, string, strings } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { defineAction } from '../core/module.ts';
import { commandGuard } from './lib/command-guard.ts';
import { runCommand } from './lib/command-run.ts';
import { expandWord } from './lib/command-words.ts';
import { shellWords } from './lib/shell-words.ts';

const args = {
  cmd: string({ doc: 'The command, split into words without a shell' }),
  argv: strings({ doc: 'The command as a list of words' }),
  chdir: path({ doc: 'Directory to run it in' }),
  creates: path({ doc: 'Path or pattern; where it is there the command does not run' }),
  removes: path({ doc: 'Path or pattern; where it is not there the command does not run' }),
  executable: string({ doc: 'Has no effect; use the shell module' }),
  expand_argument_vars: boolean({ default: true, doc: 'Expand `$NAME` and `~` in the words' }),
  stdin: string({ doc: 'Text for the standard input' }),
  stdin_add_newline: boolean({ default: true, doc: 'End that text with a newline' }),
  strip_empty_ends: boolean({ default: true, doc: 'Take newlines off the ends of the outputs' }),
} as const;

export const command = defineAction({
  name: 'ansible.builtin.command',
  summary: 'Run a command without a shell',
  args,
  freeForm: 'cmd',
  effect: 'host',
  examples: [
    '- command: nomad config validate /etc/nomad.d',
    '- command: { argv: [touch, /var/lib/app/with space], creates: /var/lib/app/with space }',
    '- command: cat\n  args: { stdin: text, chdir: /tmp }',
  ],
  guarded: (given) => given.creates !== undefined || given.removes !== undefined,
  guard: (host, given) => commandGuard(host, wordsOf(given), given),
  registersUnrun: true,
  run(host, given, context) {
    const words = wordsOf(given);
    const known = { environment: (name: string) => context.controller.environment(name), users: host.users() };
    return runCommand(host, {
      cmd: words,
      argv: given.expand_argument_vars ? words.map((word) => expandWord(word, known)) : words,
      chdir: given.chdir,
      stdin: given.stdin,
      stdinAddNewline: given.stdin_add_newline,
      strip: given.strip_empty_ends,
    });
  },
});

function wordsOf({ cmd, argv }: Args<typeof args>): readonly string[] {
  const isLine = cmd !== undefined && cmd.trim() !== '';
  const isList = argv !== undefined && argv.length > 0;
  if (isLine && isList) throw new DroverError('MODULE_ARGS', 'Cannot run a command: only one of cmd and argv can be given');
  if (!isLine && !isList) throw new DroverError('MODULE_ARGS', 'Cannot run a command: no command given', { result: { rc: 256 } });
  return isLine ? shellWords(cmd) : (argv ?? []);
}
