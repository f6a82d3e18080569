import { HostFacts } from '../host/facts/host-facts.ts';
import { Machine } from '../host/machine.ts';
import { pipe } from '../host/pipe.ts';
import { Bundle } from './bundle.ts';

/**
 * A bundle, and the machine that its absolute paths are of.
 * @param online false for a machine that is not running, or not touched
 * @throws DroverError `BUNDLE_INVALID` where there is no such directory
 */
export function openBundle(
  directory: string,
  given: Readonly<Record<string, string | undefined>>,
  online: boolean,
): { readonly machine: Machine; readonly bundle: Bundle } {
  const machine = new Machine({
    environment: given,
    online,
    facts: (files) => new HostFacts({ files, environment: files.environment }),
  });
  const { environment } = machine;
  const bundle = new Bundle(directory, { files: machine, environment, pipe: (command, cwd) => pipe(command, cwd, environment) });
  return { machine, bundle };
}
