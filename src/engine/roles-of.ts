import type { Play, RoleUse, Statement } from '../language/ast.ts';

/** Role uses with their dependencies, theirs first. */
export function allRoles(uses: readonly RoleUse[]): RoleUse[] {
  return uses.flatMap((use) => [...allRoles(use.role.dependencies), use]);
}

/** The roles that a play's tasks import: the whole play sees their variables and handlers. */
export function importedRoles(play: Play): RoleUse[] {
  return [...play.preTasks, ...play.tasks, ...play.postTasks].flatMap(importedIn);
}

function importedIn(statement: Statement): RoleUse[] {
  if (statement.kind === 'task') return [];
  if (statement.kind === 'import_role') return [statement.use];
  const inside =
    statement.kind === 'block' ? [...statement.block, ...statement.rescue, ...statement.always] : statement.statements;
  return inside.flatMap(importedIn);
}
