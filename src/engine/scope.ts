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

/** Variables by precedence, looked up from the strongest layer down; nothing is merged. */
export class Scope {
  readonly #strongestFirst: readonly Layer[];

  constructor(layers: Layers) {
    const found: Layer[] = [];
    for (let i = precedence.length - 1; i >= 0; i--) {
      const name = precedence[i];
      const held = name === undefined ? undefined : layers[name];
      for (let j = (held?.length ?? 0) - 1; j >= 0; j--) {
        const layer = held?.[j];
        if (layer !== undefined) found.push(layer);
      }
    }
    this.#strongestFirst = found;
  }

  /** The variable as stored: it may be a template. */
  get(name: string): Value | undefined {
    for (const layer of this.#strongestFirst) {
      const value = layer.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  names(): Iterable<string> {
    const names = new Set<string>();
    for (const layer of this.#strongestFirst) for (const name of layer.keys()) names.add(name);
    return names;
  }
}
