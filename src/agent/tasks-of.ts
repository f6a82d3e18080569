import { formatSpan } from '../core/span.ts';
import { isForeseen } from '../engine/foreseen.ts';
import type { Play, Playbook, RoleUse, Statement, Task } from '../language/ast.ts';

/** A task and whether its failure is foreseen by what is around it: a `when`, `ignore_errors`, a `rescue`. */
export interface PlacedTask {
  readonly task: Task;
  readonly foreseen: boolean;
}

/** Every task of a playbook that is read before the run, each once: a role that several plays use has its tasks at the same places. */
export function tasksOf(playbook: Playbook): PlacedTask[] {
  const placed = playbook.plays.flatMap(tasksOfPlay);
  return [...new Map(placed.map((each) => [formatSpan(each.task.span), each])).values()];
}

function tasksOfPlay({ keywords, roles, preTasks, tasks, postTasks, handlers }: Play): PlacedTask[] {
  const foreseen = isForeseen(keywords, false);
  const lists = [preTasks, tasks, postTasks, handlers];
  return [...roles.flatMap((use) => tasksOfRole(use, foreseen)), ...lists.flatMap((list) => tasksOfList(list, foreseen))];
}

function tasksOfRole({ keywords, role, tasks, handlers }: RoleUse, outer: boolean): PlacedTask[] {
  const foreseen = isForeseen(keywords, outer);
  const dependencies = role.dependencies.flatMap((use) => tasksOfRole(use, foreseen));
  return [...dependencies, ...tasksOfList(tasks, foreseen), ...tasksOfList(handlers, foreseen)];
}

/** Every task of a list, those in its blocks and of what it imports too. */
export function tasksOfList(statements: readonly Statement[], outer = false): PlacedTask[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'task') return [{ task: statement, foreseen: outer }];
    if (statement.kind === 'import_role') return tasksOfRole(statement.use, outer);
    const foreseen = isForeseen(statement.keywords, outer);
    if (statement.kind === 'import_tasks') return tasksOfList(statement.statements, foreseen);
    const { block, rescue, always } = statement;
    return [...tasksOfList(block, foreseen || rescue.length > 0), ...tasksOfList([...rescue, ...always], foreseen)];
  });
}
