import { DroverError } from '../core/errors.ts';
import { didYouMean } from '../core/suggest.ts';
import { allRoles } from '../engine/roles-of.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Playbook } from '../language/ast.ts';
import type { Bundle } from './bundle.ts';

/**
 * The commit in the bundle's `COMMIT` file; null where it has none and none was asked for.
 * @throws DroverError `COMMIT_MISMATCH`
 */
export function checkCommit(bundle: Bundle, wanted: string | undefined): string | null {
  const found = bundle.type('COMMIT') === 'file' ? Buffer.from(bundle.read('COMMIT')).toString('utf8').trim() : null;
  if (wanted === undefined || found === wanted) return found;
  const why = found === null ? 'it has no file COMMIT' : `its commit is ${found}`;
  throw new DroverError('COMMIT_MISMATCH', `Cannot apply commit ${wanted} from the bundle ${bundle.directory}: ${why}`, {
    hint: 'dispatch the commit that the image was built from, or release the one you want',
  });
}

/** @throws DroverError `HOST_UNKNOWN` */
export function checkHost(inventory: Inventory, name: string): void {
  if (inventory.host(name) !== undefined) return;
  const hint =
    didYouMean(name, inventory.hosts.keys()) ?? 'add it to the inventory, or say with --host which one this machine is';
  throw new DroverError('HOST_UNKNOWN', `Cannot run for host "${name}": the inventory has no such host`, { hint });
}

/**
 * `--role` names roles that the playbook uses.
 * @throws DroverError `USAGE`
 */
export function checkRoles(playbook: Playbook, roles: readonly string[] | undefined): void {
  const known = new Set(playbook.plays.flatMap((play) => allRoles(play.roles).map((use) => use.name)));
  for (const role of roles ?? []) {
    if (known.has(role)) continue;
    const hint = didYouMean(role, known) ?? (known.size === 0 ? undefined : `it uses ${[...known].join(', ')}`);
    throw new DroverError('USAGE', `Cannot apply role "${role}": no play of ${playbook.file} uses it`, { hint });
  }
}
