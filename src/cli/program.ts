import { Command } from 'commander';
import { version } from './version.ts';

/** The command line: `drover COMMAND …`. */
export function program(): Command {
  return new Command('drover')
    .description('Configures the machines of a Nomad cluster with Ansible-format roles')
    .version(`drover ${version()}`);
}
