import type { RoleUse } from './ast.ts';

/** `namespace.collection` of the collection that a role's folder lies in; undefined for any other role. */
export function collectionAt(rolePath: string): string | undefined {
  const [, namespace, collection] = /ansible_collections\/([^/]+)\/([^/]+)\/roles\//.exec(rolePath) ?? [];
  return namespace === undefined ? undefined : `${namespace}.${collection}`;
}

/** A role's name without its collection's. */
export function shortRoleName({ name, role }: RoleUse): string {
  const collection = collectionAt(role.path);
  return collection !== undefined && name.startsWith(`${collection}.`) ? name.slice(collection.length + 1) : name;
}
