import { repr } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { RoleUse } from '../language/ast.ts';

/**
 * What makes two uses of a role the same, so that the second does not run (ansible-core 2.18, `Role.load`): the role,
 * its variables, which of its files are used, whether a task brings it; of other uses parameters, conditions and tags too.
 */
export function roleIdentity(use: RoleUse): string {
  const { when, tags, vars } = use.keywords;
  const lists = use.isTask ? [] : [when, tags].map((list) => (list ?? []).map(({ value }) => repr(value)).join());
  const variables = [use.params, vars, use.includedWith].map(entries);
  return [use.role.path, String(use.isTask), use.sources.join(), ...variables, ...lists].join('\n');
}

function entries(variables: ReadonlyMap<string, Value> | undefined): string {
  return [...(variables ?? [])]
    .map(([name, value]) => `${name}=${repr(value)}`)
    .sort()
    .join();
}
