import { Command } from 'commander';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

type Add = (program: Command, surroundings: Surroundings) => void;

/** The commands by name. Each is loaded when it is asked for: what one needs, the others need not pay for. */
const commands: Readonly<Record<string, () => Promise<Add>>> = {
  apply: async () => (await import('./apply.ts')).addApply,
  agent: async () => (await import('./agent.ts')).addAgent,
  lint: async () => (await import('./lint.ts')).addLint,
  inventory: async () => (await import('./inventory.ts')).addInventory,
  facts: async () => (await import('./facts.ts')).addFacts,
  doc: async () => (await import('./doc.ts')).addDoc,
  dispatch: async () => (await import('./dispatch.ts')).addDispatch,
  drift: async () => (await import('./drift.ts')).addDrift,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
  release: async () => (await import('./release.ts')).addRelease,
  hook: async () => (await import('./hook.ts')).addHook,
  collector: async () => (await import('./collector.ts')).addCollector,
};

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
function wanted([word = '']: readonly string[]): (() => Promise<Add>)[] {
  if (word === '--version' || word === '-V') return [];
  const named = Object.hasOwn(commands, word) ? commands[word] : undefined;
  return named === undefined ? Object.values(commands) : [named];
}
