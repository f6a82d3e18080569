import { type Value, Verbatim } from '../core/value/types.ts';
import type { KnownFacts } from './known-facts.ts';
import type { Layer } from './scope.ts';

/** Facts as variables: each by its name, and `ansible_facts`. What they hold is never a template. */
export function factsLayer(facts: KnownFacts): Layer {
  const verbatim = (value: Value | undefined): Value | undefined => (value === undefined ? undefined : new Verbatim(value));
  return {
    get: (name) => verbatim(name === 'ansible_facts' ? facts.all : facts.get(name)),
    keys: () => ['ansible_facts', ...facts.names()],
  };
}
