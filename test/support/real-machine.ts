import { HostFacts } from '../../src/host/facts/host-facts.ts';
import { Machine } from '../../src/host/machine.ts';

/** This machine itself, for tests that work in a temporary directory. */
export function realMachine(environment: Readonly<Record<string, string | undefined>> = process.env): Machine {
  return new Machine({
    environment,
    online: true,
    facts: (machine) => new HostFacts({ files: machine, environment: machine.environment }),
  });
}
