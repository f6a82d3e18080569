import type { RoleUsers } from './role-users.ts';
import type { Touched } from './touched.ts';

/** What one dispatch is to run where. */
export interface PlannedDispatch {
  /** undefined for everything. */
  readonly roles: readonly string[] | undefined;
  /** A pattern of hosts; undefined for all. */
  readonly limit: string | undefined;
}

/**
 * The dispatches that bring changed files onto the machines: roles with all that use them, on every host; then everything on
 * the hosts and groups whose variables changed. None where no machine is concerned.
 * @param knows whether the inventory has a host or group of that name
 */
export function planDispatches(touched: Touched, users: RoleUsers, knows: (name: string) => boolean): PlannedDispatch[] {
  const folders = withUsers(touched.roles, users);
  const everything: PlannedDispatch = { roles: undefined, limit: undefined };
  if (touched.everything || folders.some((folder) => users.isUsedOutside(folder))) return [everything];
  const roles = folders.flatMap((folder) => users.names.get(folder) ?? []).sort();
  const limit = [...touched.variablesOf].filter(knows).sort();
  return [
    ...(roles.length === 0 ? [] : [{ roles, limit: undefined }]),
    ...(limit.length === 0 ? [] : [{ roles: undefined, limit: limit.join(',') }]),
  ];
}

/** The roles in these folders, and all that use them, directly or not. */
function withUsers(folders: ReadonlySet<string>, { users }: RoleUsers): string[] {
  const found = new Set(folders);
  // A set goes on with what is added to it on the way.
  for (const folder of found) for (const user of users(folder)) found.add(user);
  return [...found];
}
