import type { Report } from '../core/diagnostic.ts';
import { didYouMean } from '../core/suggest.ts';
import { text } from '../core/value/text.ts';
import type { Located, Play, RoleUse, Statement, Task } from '../language/ast.ts';
import { directiveOf } from '../language/directives.ts';
import { shortRoleName } from '../language/short-role-name.ts';
import { emptyFrame } from './frame.ts';
import { notifications } from './handlers.ts';
import { hasTemplate } from './module/check-arguments.ts';
import { allRoles, importedRoles } from './roles-of.ts';

/**
 * Warns before the run of handlers that tasks notify and the play has not: a task that then changes ends the run. Where
 * an include may bring handlers along, or a handler's name is a template, only the run knows.
 */
export function checkNotify(play: Play, report: Report): void {
  const uses = [...play.roles, ...importedRoles(play, emptyFrame(play.file)).map(({ use }) => use)];
  const roles = allRoles(uses);
  const tasks = [play.preTasks, play.tasks, play.postTasks, ...roles.map((use) => use.tasks)].flat();
  const handlers = [
    ...tasksIn(play.handlers).map((task) => ({ task, role: undefined })),
    ...roles.flatMap((use: RoleUse) => tasksIn(use.handlers).map((task) => ({ task, role: use }))),
  ];
  const everywhere = [...tasksIn(tasks), ...handlers.map(({ task }) => task)];
  if (everywhere.some(isDynamic)) return;
  const names = handlers.flatMap(({ task, role }) => namesOf(task, role));
  if (names.some(hasTemplate)) return;
  for (const notify of [...notifies(tasks), ...handlers.flatMap(({ task }) => task.notify ?? [])]) check(notify, names, report);
}

function check({ value, span }: Located, names: readonly string[], report: Report): void {
  for (const name of notifications(value)) {
    if (names.includes(name) || hasTemplate(name)) continue;
    const message = `Cannot notify "${name}": the play has no handler of that name`;
    const all = names.map((each) => `"${each}"`).join(', ');
    const hint = didYouMean(name, names) ?? (names.length === 0 ? 'the play has no handlers' : `its handlers are ${all}`);
    report({ severity: 'warning', code: 'TASK_INVALID', message, span, hint });
  }
}

function isDynamic(task: Task): boolean {
  const directive = directiveOf(task.action.name);
  return directive === 'include_role' || directive === 'include_tasks';
}

function namesOf({ name, listen }: Task, role: RoleUse | undefined): string[] {
  const own = name === undefined || name.value === null ? [] : [text(name.value)];
  const names = [...own, ...(listen === undefined ? [] : notifications(listen.value))];
  return role === undefined
    ? names
    : names.flatMap((each) => [each, `${role.name} : ${each}`, `${shortRoleName(role)} : ${each}`]);
}

function tasksIn(statements: readonly Statement[]): Task[] {
  return statements.flatMap((statement) => (statement.kind === 'task' ? [statement] : tasksIn(inside(statement))));
}

function inside(statement: Exclude<Statement, Task>): readonly Statement[] {
  if (statement.kind === 'block') return [...statement.block, ...statement.rescue, ...statement.always];
  return statement.kind === 'import_tasks' ? statement.statements : statement.use.tasks;
}

function notifies(statements: readonly Statement[]): Located[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'task') return statement.notify ?? [];
    const own = statement.kind === 'import_role' ? [] : (statement.notify ?? []);
    return [own, notifies(inside(statement))].flat();
  });
}
