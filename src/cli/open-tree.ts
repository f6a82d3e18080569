import { Bundle } from '../agent/bundle.ts';
import { loadTree, type Tree } from '../agent/tree.ts';
import { HostFacts } from '../host/facts/host-facts.ts';
import { Machine } from '../host/machine.ts';
import { pipe } from '../host/pipe.ts';
import { defaultBundle } from './default-bundle.ts';
import type { Surroundings } from './surroundings.ts';

export interface TreeFlags {
  readonly bundle?: string;
  readonly play: string;
  readonly inventory?: string[];
}

/**
 * Reads a bundle for a command that touches no machine.
 * @throws InvalidBundle with every finding
 */
export function openTree(
  { bundle: directory, play, inventory }: TreeFlags,
  { environment, excerpts }: Surroundings,
): Tree & { readonly bundle: Bundle } {
  const machine = new Machine({ environment, online: false, facts: (files) => new HostFacts(files, files.environment) });
  const bundle = new Bundle(directory ?? defaultBundle(environment), {
    files: machine,
    environment: machine.environment,
    pipe: (command, cwd) => pipe(command, cwd, machine.environment),
  });
  excerpts.from(bundle);
  return { ...loadTree(bundle, { playbook: play, inventory: inventory ?? [], extraVars: new Map() }), bundle };
}
