import { formatSpan } from '../core/span.ts';
import { isForeseen } from '../engine/foreseen.ts';
import { inherit } from '../engine/frame.ts';
import type { Keywords, Play, Playbook, RoleUse, Statement, Task } from '../language/ast.ts';

/** A task where it stands. */
export interface PlacedTask {
  readonly task: Task;
  /** Whether its failure is foreseen by what is around it: a `when`, `ignore_errors`, a `rescue`. */
  readonly foreseen: boolean;
  /** The keywords of what is around it. */
  readonly inherited: Keywords;
}

/** What is around a task. */
type Around = Pick<PlacedTask, 'foreseen' | 'inherited'>;

const nothing: Around = { foreseen: false, inherited: {} };

/** Every task of a playbook that is read before the run, each once: a role that several plays use has its tasks at the same places. */
export function tasksOf(playbook: Playbook): PlacedTask[] {
  const placed = playbook.plays.flatMap(tasksOfPlay);
  return [...new Map(placed.map((each) => [formatSpan(each.task.span), each])).values()];
}

/** The same of one play, as often as it has them. */
export function tasksOfPlay({ keywords, roles, preTasks, tasks, postTasks, handlers }: Play): PlacedTask[] {
  const around = inside(nothing, keywords);
  const lists = [preTasks, tasks, postTasks, handlers];
  return [...roles.flatMap((use) => tasksOfRole(use, around)), ...lists.flatMap((list) => tasksOfList(list, around))];
}

function inside(outer: Around, own: Keywords): Around {
  return { foreseen: isForeseen(own, outer.foreseen), inherited: inherit(outer.inherited, own) };
}

function tasksOfRole({ keywords, role, tasks, handlers }: RoleUse, outer: Around): PlacedTask[] {
  const around = inside(outer, keywords);
  const dependencies = role.dependencies.flatMap((use) => tasksOfRole(use, around));
  return [...dependencies, ...tasksOfList(tasks, around), ...tasksOfList(handlers, around)];
}

/** Every task of a list, those in its blocks and of what it imports too. */
export function tasksOfList(statements: readonly Statement[], outer = nothing): PlacedTask[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'task') return [{ task: statement, ...outer }];
    if (statement.kind === 'import_role') return tasksOfRole(statement.use, outer);
    const around = inside(outer, statement.keywords);
    if (statement.kind === 'import_tasks') return tasksOfList(statement.statements, around);
    const { block, rescue, always } = statement;
    const rescued = { ...around, foreseen: around.foreseen || rescue.length > 0 };
    return [...tasksOfList(block, rescued), ...tasksOfList([...rescue, ...always], around)];
  });
}
