import { allRoles } from '../engine/roles-of.ts';
import type { Playbook } from '../language/ast.ts';
import type { BundleFile } from './bundle-file.ts';

/** Who uses which role. */
export interface RoleUsers {
  /** Names of roles that a dispatch may ask for, by their folders. */
  readonly names: ReadonlyMap<string, string>;
  /** The folders of roles that use the role in a folder. */
  users(folder: string): ReadonlySet<string>;
  /** Whether a file outside of roles, a playbook for one, uses the role other than in a list `roles:`. */
  isUsedOutside(folder: string): boolean;
}

const roleFolder = /^((?:.+\/)?roles\/[^/]+)\//;
const uses = /\b(?:include|import)_role\b/;
/** A role's name that is only known in the run: it may be any. */
const templatedName = /\bname\s*[:=]\s*["']?\{\{/;

/**
 * Finds who uses which role: dependencies and lists of roles as the playbook has them; `include_role`, `import_role` and paths
 * into the role by their text. Rather too many are found than too few.
 */
export function roleUsers(playbook: Playbook, files: readonly BundleFile[]): RoleUsers {
  const all = playbook.plays.flatMap((play) => allRoles(play.roles));
  const texts = files
    .filter(({ path }) => /\.(ya?ml|j2)$/.test(path))
    .map(({ path, content }) => ({ folder: roleFolder.exec(path)?.[1], text: Buffer.from(content).toString('utf8') }));
  const naming = (role: string) => texts.filter(({ text }) => names(text, role));
  return {
    names: new Map(all.map(({ role, name }) => [role.path, name])),
    users: (folder) =>
      new Set([
        ...all.filter(({ role }) => role.dependencies.some((use) => use.role.path === folder)).map(({ role }) => role.path),
        ...naming(folder).flatMap((user) => user.folder ?? []),
      ]),
    isUsedOutside: (folder) => naming(folder).some((user) => user.folder === undefined),
  };
}

function names(text: string, folder: string): boolean {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  if (text.includes(`roles/${name}/`) || text.includes(`../${name}/`)) return true;
  return uses.test(text) && (templatedName.test(text) || text.split(/[^\w-]+/).includes(name));
}
