import { HostFacts } from '../host/facts/host-facts.ts';
import { Machine } from '../host/machine.ts';
import { pipe } from '../host/pipe.ts';
import { Prediction } from '../host/prediction.ts';
import { Bundle } from './bundle.ts';

export interface BundleUse {
  /** False for a machine that is not running, or not touched. */
  readonly online: boolean;
  /** Whether what the bundle's expressions store is only predicted. */
  readonly check: boolean;
  /** The root that will be the machine's. */
  readonly root: string;
}

/** For those who read a bundle and touch no machine. */
export const readOnly: BundleUse = { online: false, check: true, root: '/' };

export interface OpenBundle {
  readonly machine: Machine;
  /** What a check run sees in the machine's place. */
  readonly prediction: Prediction | undefined;
  readonly bundle: Bundle;
}

/**
 * A bundle, and the machine that its absolute paths are of.
 * @throws DroverError `BUNDLE_INVALID` where there is no such directory
 */
export function openBundle(
  directory: string,
  given: Readonly<Record<string, string | undefined>>,
  { online, check, root }: BundleUse,
): OpenBundle {
  const machine = new Machine({
    environment: given,
    online,
    facts: (files) => new HostFacts({ files, environment: files.environment }),
  });
  const { environment } = machine;
  const prediction = check ? new Prediction(machine) : undefined;
  const bundle = new Bundle(directory, {
    files: prediction ?? machine,
    environment,
    changes: root === '/' ? () => machine.changes : undefined,
    pipe: (command, cwd) => pipe(command, cwd, environment),
  });
  return { machine, prediction, bundle };
}
