import type { RoleUsers } from './role-users.ts';
import type { Touched } from './touched.ts';

/** What a dispatch is to run where. */
export interface PlannedDispatch {
  /** undefined for everything. */
  readonly roles: readonly string[] | undefined;
  /** A pattern of hosts; undefined for all. */
  readonly limit: string | undefined;
}

/**
 * The dispatch that brings changed files onto the machines; undefined where no machine is concerned.
 *
 * It is one, and rather for too much than in two: of two dispatches a slow host may start the newer first, and then
 * refuses the older.
 * @param knows whether the inventory has a host or group of that name
 */
export function planDispatch(touched: Touched, users: RoleUsers, knows: (name: string) => boolean): PlannedDispatch | undefined {
  const folders = withUsers(touched.roles, users);
  const everything = touched.everything || folders.some((folder) => users.isUsedOutside(folder));
  const roles = folders.flatMap((folder) => users.names.get(folder) ?? []).sort();
  const limit = [...touched.variablesOf].filter(knows).sort();
  if (everything || (roles.length > 0 && limit.length > 0)) return { roles: undefined, limit: undefined };
  if (roles.length > 0) return { roles, limit: undefined };
  return limit.length > 0 ? { roles: undefined, limit: limit.join(',') } : undefined;
}

/** The roles in these folders, and all that use them, directly or not. */
function withUsers(folders: ReadonlySet<string>, { users }: RoleUsers): string[] {
  const found = new Set(folders);
  // A set goes on with what is added to it on the way.
  for (const folder of found) for (const user of users(folder)) found.add(user);
  return [...found];
}
