import { formatSpan } from '../core/span.ts';
import type { Play, Playbook, RoleUse, Statement, Task } from '../language/ast.ts';

/** Every task of a playbook that is read before the run, each once: a role that several plays use has its tasks at the same places. */
export function tasksOf(playbook: Playbook): Task[] {
  const tasks = playbook.plays.flatMap(tasksOfPlay);
  return [...new Map(tasks.map((task) => [formatSpan(task.span), task])).values()];
}

function tasksOfPlay({ roles, preTasks, tasks, postTasks, handlers }: Play): Task[] {
  return [...roles.flatMap(tasksOfRole), ...[preTasks, tasks, postTasks, handlers].flatMap(tasksOfList)];
}

function tasksOfRole({ role, tasks, handlers }: RoleUse): Task[] {
  return [...role.dependencies.flatMap(tasksOfRole), ...tasksOfList(tasks), ...tasksOfList(handlers)];
}

/** Every task of a list, those in its blocks and of what it imports too. */
export function tasksOfList(statements: readonly Statement[]): Task[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'task') return [statement];
    if (statement.kind === 'import_role') return tasksOfRole(statement.use);
    if (statement.kind === 'import_tasks') return tasksOfList(statement.statements);
    return [statement.block, statement.rescue, statement.always].flatMap(tasksOfList);
  });
}
