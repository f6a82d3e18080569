import type { RoleUse } from './ast.ts';

/** A role's name without its collection's. */
export function shortRoleName({ name, role: { collection } }: RoleUse): string {
  return collection !== undefined && name.startsWith(`${collection}.`) ? name.slice(collection.length + 1) : name;
}
