import { lastPart } from '../core/last-part.ts';
import type { AnyModule, ModuleRegistry } from '../core/module.ts';

const builtIn = ['ansible.builtin.', 'ansible.legacy.'];

/**
 * Modules by every name they answer to: the full one, its last part, both with `ansible.builtin.` and
 * `ansible.legacy.` before it (old trees write `ansible.builtin.runit`), and their aliases.
 */
export function registryOf(modules: readonly AnyModule[]): ModuleRegistry {
  let byName: Map<string, AnyModule> | undefined;
  const all = (): Map<string, AnyModule> => {
    byName ??= new Map(modules.flatMap((module) => namesOf(module).map((name) => [name, module] as const)));
    return byName;
  };
  return {
    get(name) {
      const prefix = builtIn.find((each) => name.startsWith(each));
      return all().get(name) ?? (prefix === undefined ? undefined : all().get(name.slice(prefix.length)));
    },
    names: () => [...all().keys()],
  };
}

function namesOf({ name, aliases = [] }: AnyModule): string[] {
  return [name, lastPart(name), ...aliases];
}
