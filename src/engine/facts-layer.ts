import { type Value, Verbatim } from '../core/value/types.ts';
import type { KnownFacts } from './known-facts.ts';
import type { Layer } from './scope.ts';

/**
 * Facts as variables: `ansible_facts`, and each by its name unless `inject_facts_as_vars` is off. What they hold is never a
 * template.
 */
export function factsLayer(facts: KnownFacts, injects = true): Layer {
  const verbatim = (value: Value | undefined): Value | undefined => (value === undefined ? undefined : new Verbatim(value));
  const isShown = (name: string) => injects || name === 'ansible_local';
  return {
    get: (name) => verbatim(name === 'ansible_facts' ? facts.all : isShown(name) ? facts.get(name) : undefined),
    keys: () => ['ansible_facts', ...[...facts.names()].filter(isShown)],
  };
}
