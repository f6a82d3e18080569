import { Command } from 'commander';
import { commands } from './commands.ts';
import type { AddCommand } from './machine-commands.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/**
 * The command line for these arguments: `drover COMMAND …`. What is wrong with it comes as a CommanderError; nothing is
 * printed here.
 */
export async function program(args: readonly string[], surroundings: Surroundings): Promise<Command> {
  const root = new Command('drover')
    .description('Configures the machines of a Nomad cluster with Ansible-format roles')
    .version(`drover ${version()}`)
    .configureOutput({
      writeOut: (text) => surroundings.out.write(text),
      writeErr: (text) => surroundings.err.write(text),
      outputError: () => {},
    })
    .exitOverride();
  for (const load of wanted(args)) (await load())(root, surroundings);
  for (const command of root.commands) command.copyInheritedSettings(root).allowExcessArguments(false);
  return root;
}

/** The command that is named, none for the version, and all for help and for a word that is none of them. */
function wanted([word = '']: readonly string[]): (() => Promise<AddCommand>)[] {
  if (word === '--version' || word === '-V') return [];
  const named = Object.hasOwn(commands, word) ? commands[word] : undefined;
  return named === undefined ? Object.values(commands) : [named];
}
