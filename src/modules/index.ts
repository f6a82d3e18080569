import type { AnyModule, ModuleRegistry } from '../core/module.ts';
import { ping } from './ping.ts';
import { registryOf } from './registry.ts';

/** Every module, by name; `scripts/new-module` adds a line. */
export const allModules: readonly AnyModule[] = [ping];

export const modules: ModuleRegistry = registryOf(allModules);
