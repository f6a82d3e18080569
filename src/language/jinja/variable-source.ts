import type { Value } from '../../core/value/types.ts';

/**
 * Variables as they are stored: strings may be templates, `Verbatim` marks what must never be templated.
 */
export interface VariableSource {
  get(name: string): Value | undefined;
  names(): Iterable<string>;
  /** Whether the run made the variable, which no file holds: `set_fact`, `inventory_hostname`. */
  isMade?(name: string): boolean;
  /** Another number after each change; what was rendered before is then rendered anew. */
  readonly version: number;
}

/** The source with more names on top. */
export function withVariables(source: VariableSource, more: ReadonlyMap<string, Value>): VariableSource {
  return {
    get: (name) => (more.has(name) ? more.get(name) : source.get(name)),
    isMade: (name) => !more.has(name) && source.isMade?.(name) === true,
    names: () => new Set([...more.keys(), ...source.names()]),
    get version() {
      return source.version;
    },
  };
}
