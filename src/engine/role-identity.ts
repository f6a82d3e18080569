import { repr } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { RoleUse } from '../language/ast.ts';

/**
 * What makes two uses of a role the same, so that the second does not run (ansible-core 2.18, `Role.load`):
 * the role, its parameters, variables, conditions and tags, and which of its files are used.
 */
export function roleIdentity(use: RoleUse): string {
  const { when, tags, vars } = use.keywords;
  const lists = [when, tags].map((list) => (list ?? []).map(({ value }) => repr(value)).join());
  return [use.role.path, use.tasksFrom, entries(use.params), entries(vars), ...lists].join('\n');
}

function entries(variables: ReadonlyMap<string, Value> | undefined): string {
  return [...(variables ?? [])]
    .map(([name, value]) => `${name}=${repr(value)}`)
    .sort()
    .join();
}
