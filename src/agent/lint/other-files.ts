import type { Controller } from '../../core/controller.ts';
import type { Playbook, RoleUse } from '../../language/ast.ts';
import { filesBelow } from '../files-below.ts';

/** A file of a role that no play names: an include may. */
export interface RoleFile {
  readonly path: string;
  readonly role: string;
  readonly handlers: boolean;
}

const readable = /\.(?:ya?ml|json)$/;

/** Bundle paths of the roles that a playbook uses, and of those beside them. */
export function rolePaths(controller: Controller, playbook: Playbook): string[] {
  const used = playbook.plays.flatMap((play) => play.roles.flatMap(pathsOf));
  const folder = playbook.file.slice(0, playbook.file.lastIndexOf('/') + 1);
  const folders = [...new Set(['roles', `${folder}roles`])].filter((path) => controller.type(path) === 'directory');
  const beside = folders.flatMap((path) => controller.list(path).map((name) => `${path}/${name}`));
  return [...new Set([...used, ...beside])].filter((path) => controller.type(path) === 'directory');
}

function pathsOf({ role }: RoleUse): string[] {
  return [role.path, ...role.dependencies.flatMap(pathsOf)];
}

/** The task and handler files of roles. */
export function statementFiles(controller: Controller, roles: readonly string[]): RoleFile[] {
  return roles.flatMap((role) =>
    (['tasks', 'handlers'] as const).flatMap((part) =>
      visibleBelow(controller, `${role}/${part}`, readable).map((path) => ({ path, role, handlers: part === 'handlers' })),
    ),
  );
}

/** The variable files of roles, and those of groups and hosts in the folders given. */
export function variableFiles(controller: Controller, roles: readonly string[], folders: readonly string[]): string[] {
  const inRoles = roles.flatMap((role) => [`${role}/defaults`, `${role}/vars`]);
  const beside = folders.flatMap((folder) =>
    ['group_vars', 'host_vars'].map((name) => (folder === '' ? name : `${folder}/${name}`)),
  );
  // Beside an inventory, a file of variables needs no extension.
  return [
    ...inRoles.flatMap((path) => visibleBelow(controller, path, readable)),
    ...[...new Set(beside)].flatMap((path) => visibleBelow(controller, path, /(?:^|\/)[^./]+$|\.(?:ya?ml|json)$/)),
  ];
}

/** Without those that are hidden and an editor's copies. */
function visibleBelow(controller: Controller, path: string, wanted: RegExp): string[] {
  return filesBelow(controller, path).filter((file) => wanted.test(file) && !/(?:^|\/)\.|~$/.test(file));
}
