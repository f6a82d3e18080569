import { mergedValue } from '../core/value/merged-value.ts';
import type { Value } from '../core/value/types.ts';

/** One layer of variables; a `Map` is one. */
export interface Layer {
  get(name: string): Value | undefined;
  keys(): Iterable<string>;
}

/**
 * The layers of variables a task sees, from the weakest to the strongest: Ansible's precedence
 * (ansible-core 2.18, `VariableManager.get_vars`). A scope is made by listing what each layer holds.
 */
export const precedence = [
  'connection',
  'playRoleDefaults',
  'roleDefaults',
  'inventory',
  'facts',
  'play',
  'varsFiles',
  'playRoleVars',
  'roleVars',
  'block',
  'includeVars',
  'setFacts',
  'roleParams',
  'includeParams',
  'extra',
  'magic',
  'loop',
] as const;

export type LayerName = (typeof precedence)[number];

/** What each layer holds, weakest first within a layer; an absent one holds nothing. */
export type Layers = { readonly [K in LayerName]?: readonly Layer[] };

/** Layers whose own parts replace one another always: a block's variables, and a loop's, which nothing is merged into. */
const whole: ReadonlySet<LayerName> = new Set(['block', 'loop']);

/** Variables by precedence, looked up from the strongest layer down. */
export class Scope {
  readonly #strongestFirst: readonly Layer[];
  readonly #layers: Layers;
  readonly #merges: boolean;

  /** @param merges whether dictionaries are merged into weaker ones (`hash_behaviour = merge`); else nothing is */
  constructor(layers: Layers, merges = false) {
    const found: Layer[] = [];
    for (let i = precedence.length - 1; i >= 0; i--) {
      const name = precedence[i];
      if (name === undefined) continue;
      const held = layers[name]?.toReversed() ?? [];
      if (merges && whole.has(name) && held.length > 1) found.push(joined(held));
      else found.push(...held);
    }
    this.#strongestFirst = found;
    this.#layers = layers;
    this.#merges = merges;
  }

  /** The variable as stored: it may be a template. */
  get(name: string): Value | undefined {
    for (const layer of this.#strongestFirst) {
      const value = layer.get(name);
      if (value !== undefined) return this.#merges && value instanceof Map ? this.#merged(name) : value;
    }
    return undefined;
  }

  #merged(name: string): Value | undefined {
    const own = (this.#layers.loop ?? []).map((layer) => layer.get(name)).findLast((value) => value !== undefined);
    if (own !== undefined) return own;
    return mergedValue(this.#strongestFirst.map((layer) => layer.get(name)).filter((value) => value !== undefined));
  }

  /** Whether the run made the variable: no file holds it. */
  isMade(name: string): boolean {
    const layer = this.#strongestFirst.find((each) => each.get(name) !== undefined);
    return layer !== undefined && [this.#layers.setFacts, this.#layers.magic].some((made) => made?.includes(layer));
  }

  names(): Iterable<string> {
    const names = new Set<string>();
    for (const layer of this.#strongestFirst) for (const name of layer.keys()) names.add(name);
    return names;
  }
}

function joined(strongestFirst: readonly Layer[]): Layer {
  return {
    get: (name) => strongestFirst.map((layer) => layer.get(name)).find((value) => value !== undefined),
    keys: () => strongestFirst.flatMap((layer) => [...layer.keys()]),
  };
}
