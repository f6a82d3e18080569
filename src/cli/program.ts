import { Command } from 'commander';
import { addAgent } from './agent.ts';
import { addApply } from './apply.ts';
import { addDoc } from './doc.ts';
import { addFacts } from './facts.ts';
import { addInventory } from './inventory.ts';
import { addLint } from './lint.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

const commands = [addApply, addAgent, addLint, addInventory, addFacts, addDoc];

/** The command line: `drover COMMAND …`. What is wrong with it comes as a CommanderError; nothing is printed here. */
export function program(surroundings: Surroundings): Command {
  const root = new Command('drover')
    .description('Configures the machines of a Nomad cluster with Ansible-format roles')
    .version(`drover ${version()}`)
    .configureOutput({
      writeOut: (text) => surroundings.out.write(text),
      writeErr: (text) => surroundings.err.write(text),
      outputError: () => {},
    })
    .exitOverride();
  for (const add of commands) add(root, surroundings);
  for (const command of root.commands) command.copyInheritedSettings(root).allowExcessArguments(false);
  return root;
}
