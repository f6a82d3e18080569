import type { Play, RoleUse, Statement } from '../language/ast.ts';

/** Role uses with their dependencies, theirs first. */
export function allRoles(uses: readonly RoleUse[]): RoleUse[] {
  return uses.flatMap((use) => [...allRoles(use.role.dependencies), use]);
}

/** The roles that a play's tasks import, and those of its roles: the whole play sees their variables and handlers. */
export function importedRoles(play: Play): RoleUse[] {
  return [...importedBy(play.roles), ...[...play.preTasks, ...play.tasks, ...play.postTasks].flatMap(importedIn)];
}

/** The roles that the tasks of roles and of their dependencies import. */
export function importedBy(uses: readonly RoleUse[]): RoleUse[] {
  return allRoles(uses).flatMap((use) => use.tasks.flatMap(importedIn));
}

/** The roles that a statement imports, and what their tasks import. */
export function importedIn(statement: Statement): RoleUse[] {
  if (statement.kind === 'task') return [];
  if (statement.kind === 'import_role') return [statement.use, ...importedBy([statement.use])];
  const inside =
    statement.kind === 'block' ? [...statement.block, ...statement.rescue, ...statement.always] : statement.statements;
  return inside.flatMap(importedIn);
}
