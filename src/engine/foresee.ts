import type { AnyModule } from '../core/module.ts';
import type { RoleUse, Statement } from '../language/ast.ts';
import type { PlayRun } from './run-state.ts';

/** Lets the modules of a play's tasks start the questions that they will ask the machine. */
export function foresee({ play, run }: PlayRun): void {
  const modules = new Set<AnyModule>();
  const visit = (statement: Statement): void => {
    if (statement.kind === 'task') {
      const module = run.options.modules.get(statement.action.name);
      if (module !== undefined) modules.add(module);
    } else if (statement.kind === 'import_role') visitRole(statement.use);
    else if (statement.kind === 'block') for (const section of [statement.block, statement.always]) section.forEach(visit);
    else statement.statements.forEach(visit);
  };
  const visitRole = (use: RoleUse): void => {
    use.role.dependencies.forEach(visitRole);
    use.tasks.forEach(visit);
  };
  play.roles.forEach(visitRole);
  for (const section of [play.preTasks, play.tasks, play.postTasks]) section.forEach(visit);
  const { check, machine } = run.options;
  const host = check ? machine.predicted() : machine.real;
  for (const module of modules) if (module.kind === 'module') module.foresee?.(host);
}
