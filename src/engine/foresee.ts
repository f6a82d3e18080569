import type { Play, RoleUse, Statement } from '../language/ast.ts';
import type { PlayRun } from './run-state.ts';

/** Lets the modules of a play's tasks start the questions that they will ask the machine. */
export function foresee({ play, run }: PlayRun): void {
  const { check, machine, modules } = run.options;
  const host = check ? machine.predicted() : machine.real;
  const used = new Set([...actionsOf(statementsOf(play))].map((name) => modules.get(name)));
  for (const module of used) if (module?.kind === 'module') module.foresee?.(host);
}

function statementsOf({ roles, preTasks, tasks, postTasks }: Play): Statement[] {
  return [...preTasks, ...roles.flatMap(tasksOf), ...tasks, ...postTasks];
}

function tasksOf(use: RoleUse): Statement[] {
  return [...use.role.dependencies.flatMap(tasksOf), ...use.tasks];
}

function actionsOf(statements: readonly Statement[]): Set<string> {
  return new Set(statements.flatMap((each) => (each.kind === 'task' ? each.action.name : [...actionsOf(within(each))])));
}

function within(statement: Exclude<Statement, { kind: 'task' }>): readonly Statement[] {
  if (statement.kind === 'import_role') return tasksOf(statement.use);
  return statement.kind === 'block' ? [...statement.block, ...statement.always] : statement.statements;
}
