import type { FactContext, FactGroup, Facts } from './context.ts';
import { factGroups } from './fact-groups.ts';
import { interfaceFactName } from './network-device.ts';
import { entries } from './read.ts';

/** Reads facts under their names without `ansible_`, a group of them when its first one is asked for. */
export class FactReader {
  readonly #context: FactContext;
  readonly #read = new Map<FactGroup, Facts>();
  /** The names of facts of network interfaces. */
  #interfaces: ReadonlySet<string> | undefined;

  constructor(context: Omit<FactContext, 'fact'>) {
    this.#context = { ...context, fact: (name) => this.get(name) };
  }

  /** Undefined where the host has no such fact. */
  get(name: string): unknown {
    const group = this.groupOf(name);
    return group === undefined ? undefined : this.read(group)[name];
  }

  read(group: FactGroup): Facts {
    const known = this.#read.get(group) ?? group.gather(this.#context);
    this.#read.set(group, known);
    return known;
  }

  /** Every name that a fact may have on this host; some of them may turn out to have none. */
  names(): readonly string[] {
    return [...groupsByName().keys(), ...this.#interfaceNames()];
  }

  groupOf(name: string): FactGroup | undefined {
    return groupsByName().get(name) ?? (this.#interfaceNames().has(name) ? groupsByName().get('interfaces') : undefined);
  }

  #interfaceNames(): ReadonlySet<string> {
    this.#interfaces ??= new Set(entries(this.#context.files, '/sys/class/net').map(interfaceFactName));
    return this.#interfaces;
  }
}

let byName: ReadonlyMap<string, FactGroup> | undefined;

function groupsByName(): ReadonlyMap<string, FactGroup> {
  byName ??= new Map(factGroups.flatMap((group) => group.names.map((name) => [name, group] as const)));
  return byName;
}
