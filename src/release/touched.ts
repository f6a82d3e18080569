import { belongs } from './belongs.ts';
import type { ChangedPath } from './repository.ts';

/** What changed files concern. */
export interface Touched {
  /** A file that every host may use changed: a playbook, the inventory, `group_vars/all`, … */
  readonly everything: boolean;
  /** Folders of roles: `roles/chrony`. */
  readonly roles: ReadonlySet<string>;
  /** Names of hosts and groups whose variables changed. */
  readonly variablesOf: ReadonlySet<string>;
}

const roleFile = /^((?:.+\/)?roles\/[^/]+)\//;
const variablesFile = /^(?:.+\/)?(?:host|group)_vars\/([^/]+?)(?:\.(?:ya?ml|json))?(?:\/.*)?$/;

/**
 * Sorts changed files by what they concern.
 * @param bundle the paths of the bundle that is released
 */
export function touched(changes: readonly ChangedPath[], bundle: ReadonlySet<string>): Touched {
  const roles = new Set<string>();
  const variablesOf = new Set<string>();
  let everything = false;
  for (const { path, isDeleted } of changes) {
    // What is there and not in the bundle was left out of it (`export-ignore`).
    if (!belongs(path) || !(isDeleted || bundle.has(path))) continue;
    const role = roleFile.exec(path)?.[1];
    const name = variablesFile.exec(path)?.[1];
    if (role !== undefined) roles.add(role);
    else if (name === undefined || name === 'all') everything = true;
    else variablesOf.add(name);
  }
  return { everything, roles, variablesOf };
}
