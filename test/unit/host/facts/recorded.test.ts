import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HostFacts } from '../../../../src/host/facts/host-facts.ts';
import { emptyHost } from '../../../support/memory-host.ts';
import { realMachine } from '../../../support/real-machine.ts';

interface Recording {
  readonly files: Readonly<Record<string, string>>;
  /** Python's type of each fact. */
  readonly types: Readonly<Record<string, string>>;
  readonly answer: Readonly<Record<string, unknown>>;
}

const path = join(import.meta.dirname, '../../../fixtures/facts-debian.json');
const recording = JSON.parse(readFileSync(path, 'utf8')) as Recording;

describe('what real Ansible answered', () => {
  const facts = new HostFacts({ files: emptyHost({ files: recording.files }), environment: {} });

  it.each(Object.keys(recording.answer))('is answered from the same files: %s', (name) => {
    expect(facts.get(name)).toEqual(recording.answer[name]);
  });

  it('has the types that this machine has', () => {
    const machine = realMachine();
    const differing = Object.entries(recording.types).flatMap(([name, type]) => {
      const value = name
        .split('.')
        .reduce<unknown>(
          (at, part, i) => (i === 0 ? machine.facts.get(part) : (at as Record<string, unknown> | undefined)?.[part]),
          undefined,
        );
      // Not every machine has every fact; those it has are of the recorded type.
      return value === undefined || pythonType(value) === type ? [] : [`${name}: ${pythonType(value)}, not ${type}`];
    });
    expect(differing).toEqual([]);
    expect(machine.facts.get('distribution')).toBeTypeOf('string');
  });
});

function pythonType(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return { string: 'str', boolean: 'bool', object: 'dict' }[typeof value as string] ?? typeof value;
}
