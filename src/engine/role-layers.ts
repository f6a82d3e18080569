import type { RoleUse } from '../language/ast.ts';
import type { Frame } from './frame.ts';
import { roleOf } from './frame.ts';
import type { Layer } from './scope.ts';

/** A role's dependencies, theirs first, as Ansible's `get_all_dependencies` lists them. */
function dependencies(use: RoleUse): RoleUse[] {
  return use.role.dependencies.flatMap((dependency) => [...dependencies(dependency), dependency]);
}

/** The defaults of a role, its dependencies' first. */
export function defaultsOf(use: RoleUse): Layer[] {
  return [...dependencies(use), use].map((each) => each.defaults);
}

/** The variables a role shows to others: those of its `vars` folder and its dependencies'. */
export function exportsOf(use: RoleUse): Layer[] {
  return [...dependencies(use), use].map((each) => each.vars);
}

/** The defaults a task of a role sees: of dependencies, of the roles that led here, its own. */
export function roleDefaults(frame: Frame): Layer[] {
  const use = roleOf(frame);
  if (use === undefined) return [];
  return [...dependencies(use).map((each) => each.defaults), ...frame.roles.map((each) => each.defaults)];
}

/** The variables a task of a role sees, weakest first (ansible-core 2.18, `Role.get_vars`). */
export function roleVars(frame: Frame): Layer[] {
  const use = roleOf(frame);
  if (use === undefined) return [];
  const inherited = frame.roles.slice(0, -1).flatMap((parent) => [...given(parent), parent.vars]);
  return [...inherited, ...dependencies(use).map((each) => each.vars), use.vars, ...given(use)];
}

function given(use: RoleUse): Layer[] {
  return use.keywords.vars === undefined ? [] : [use.keywords.vars];
}

export function roleParams(frame: Frame): Layer[] {
  return frame.roles.map((use) => use.params);
}
