import { Command } from 'commander';
import { addApply } from './apply.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** The command line: `drover COMMAND …`. */
export function program(surroundings: Surroundings): Command {
  const root = new Command('drover')
    .description('Configures the machines of a Nomad cluster with Ansible-format roles')
    .version(`drover ${version()}`)
    .configureOutput({ writeOut: (text) => surroundings.out.write(text), writeErr: (text) => surroundings.err.write(text) })
    .exitOverride();
  addApply(root, surroundings);
  for (const command of root.commands) command.exitOverride().copyInheritedSettings(root);
  return root;
}
