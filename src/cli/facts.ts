import type { Command } from 'commander';
import { DroverError } from '../core/errors.ts';
import { didYouMean } from '../core/suggest.ts';
import { toPlain, toValue } from '../core/value/convert.ts';
import { loadBeforeRootChange } from '../host/command/load-execa.ts';
import { HostFacts } from '../host/facts/host-facts.ts';
import { Machine } from '../host/machine.ts';
import { enterRoot } from '../host/root.ts';
import type { Surroundings } from './surroundings.ts';

/** Adds `drover facts`. */
export function addFacts(program: Command, { environment, out }: Surroundings): void {
  program
    .command('facts')
    .description('Show what is known of a machine, as JSON')
    .argument('[names...]', 'only these, with or without ansible_')
    .option('--root <dir>', "root of the machine's file system", '/')
    .action(async (names: readonly string[], { root }: { readonly root: string }) => {
      await loadBeforeRootChange();
      enterRoot(root);
      const facts = (files: Machine) => new HostFacts({ files, environment: files.environment });
      const machine = new Machine({ environment, online: true, facts });
      const snapshot = machine.facts.gather({ subset: ['all'], filter: ['ansible_*'], factPath: '/etc/ansible/facts.d' });
      const known = [...snapshot.names()].sort();
      const wanted = names.map((name) => factName(name, known));
      const shown = (wanted.length === 0 ? known : wanted).map((name) => [name, toPlain(toValue(snapshot.get(name)))] as const);
      out.write(`${JSON.stringify(Object.fromEntries(shown), null, 2)}\n`);
    });
}

function factName(given: string, known: readonly string[]): string {
  const name = `ansible_${given.replace(/^ansible_/, '')}`;
  if (known.includes(name)) return name;
  const names = given.startsWith('ansible_') ? known : known.map((each) => each.replace(/^ansible_/, ''));
  throw new DroverError('USAGE', `Cannot show fact "${given}": there is no such fact`, { hint: didYouMean(given, names) });
}
