import { toValue } from '../core/value/convert.ts';
import { LazyDict } from '../core/value/mapping.ts';
import { type Value, Verbatim } from '../core/value/types.ts';
import type { Run } from './run-state.ts';
import type { Layer } from './scope.ts';

function unmarked(value: Value | undefined): Value | undefined {
  return value instanceof Verbatim ? value.value : value;
}

/**
 * Facts as variables: `ansible_<name>` each, and `ansible_facts`. Nothing is gathered before it is read, and
 * nothing is there before `setup` ran.
 */
export function factsLayer(run: Run): Layer {
  const source = run.options.machine.real.facts;
  const fact = (name: string): Value | undefined => {
    const set = run.cachedFacts.get(name);
    if (set !== undefined) return set;
    if (run.gathered === undefined || !run.gathered(name)) return undefined;
    const value = source.get(name);
    return value === undefined ? undefined : new Verbatim(toValue(value));
  };
  const names = () => [...run.cachedFacts.keys(), ...(run.gathered === undefined ? [] : source.names().filter(run.gathered))];
  const all = new Verbatim(new LazyDict(names, (name) => unmarked(fact(name))));
  return {
    get: (name) => {
      if (name === 'ansible_facts') return all;
      if (run.cachedFacts.has(name)) return run.cachedFacts.get(name);
      return name.startsWith('ansible_') ? fact(name.slice('ansible_'.length)) : undefined;
    },
    keys: () => ['ansible_facts', ...names().map((name) => (run.cachedFacts.has(name) ? name : `ansible_${name}`))],
  };
}
