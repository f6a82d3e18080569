import type { Play, RoleUse, Statement } from '../language/ast.ts';
import { enter, type Frame, roleFrame } from './frame.ts';

/** Role uses with their dependencies, theirs first. */
export function allRoles(uses: readonly RoleUse[]): RoleUse[] {
  return uses.flatMap((use) => [...allRoles(use.role.dependencies), use]);
}

/** A role that a task imports, and the frame that the task stands in: the role's handlers inherit from it. */
export interface ImportedUse {
  readonly use: RoleUse;
  readonly frame: Frame;
}

/**
 * The roles that a play's tasks import, and those of its roles, in the order in which Ansible reads them: the whole play sees their
 * variables and handlers.
 */
export function importedRoles(play: Play, frame: Frame): ImportedUse[] {
  const own = [...play.preTasks, ...play.postTasks, ...play.tasks].flatMap((statement) => importedIn(statement, frame));
  return [...play.roles.flatMap((use) => importedBy(use, frame)), ...own];
}

/** The roles that the tasks of a role and of its dependencies import. */
export function importedBy(use: RoleUse, frame: Frame): ImportedUse[] {
  const inside = roleFrame(frame, use);
  return [
    ...use.role.dependencies.flatMap((dependency) => importedBy(dependency, inside)),
    ...use.tasks.flatMap((statement) => importedIn(statement, inside)),
  ];
}

/** The roles that a statement imports, and before them what their tasks import. */
export function importedIn(statement: Statement, frame: Frame): ImportedUse[] {
  if (statement.kind === 'task') return [];
  if (statement.kind === 'import_role') return [...importedBy(statement.use, frame), { use: statement.use, frame }];
  const inside = enter(frame, statement.keywords, { notify: statement.notify ?? frame.notify });
  const sections =
    statement.kind === 'block' ? [...statement.block, ...statement.rescue, ...statement.always] : statement.statements;
  return sections.flatMap((each) => importedIn(each, inside));
}
