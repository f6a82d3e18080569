import { DroverError } from '../../core/errors.ts';
import type { Call } from './callable.ts';

const reasons = new WeakMap<object, string>();

/** Stands in the registry for a filter, test or lookup that Drover knows by name and refuses. */
export type Refused = (value: unknown, call: Call) => never;

/** @param reason reads on after `Cannot use filter "x": ` */
export function refused(kind: 'filter' | 'test' | 'lookup', reason: string): Refused {
  const refuse: Refused = (_value, { name }) => {
    throw refusal(kind, name, reason);
  };
  reasons.set(refuse, reason);
  return refuse;
}

/** Why a registry's entry is refused; undefined for one that works. */
export function reasonOf(plugin: object): string | undefined {
  return reasons.get(plugin);
}

export function refusal(kind: string, name: string, reason: string): DroverError {
  return new DroverError('UNSUPPORTED', `Cannot use ${kind} "${name}": ${reason}`);
}
