import type { Diagnostic, Report } from '../core/diagnostic.ts';
import type { ModuleRegistry } from '../core/module.ts';
import type { MappingEntry, ScalarNode } from '../core/node.ts';
import type { Located, Play, Playbook, RoleUse, Statement, Task } from '../language/ast.ts';
import { directiveOf } from '../language/directives.ts';
import { checkArguments } from './module/check-arguments.ts';

/**
 * Checks what can be known before the run of every task that is read statically: the arguments of its module.
 * Behind a `when` an unusable task is a warning, since it may never run here.
 */
export function validatePlaybook(playbook: Playbook, modules: ModuleRegistry, report: Report): void {
  for (const play of playbook.plays) validatePlay(play, modules, report);
}

function validatePlay(play: Play, modules: ModuleRegistry, report: Report): void {
  for (const use of play.roles) validateRole(use, modules, report);
  for (const statements of [play.preTasks, play.tasks, play.postTasks, play.handlers]) validateAll(statements, modules, report);
}

function validateRole(use: RoleUse, modules: ModuleRegistry, report: Report): void {
  for (const dependency of use.role.dependencies) validateRole(dependency, modules, report);
  validateAll(use.tasks, modules, report);
  validateAll(use.handlers, modules, report);
}

function validateAll(statements: readonly Statement[], modules: ModuleRegistry, report: Report): void {
  for (const statement of statements) {
    if (statement.kind === 'task') validateTask(statement, modules, report);
    else if (statement.kind === 'import_role') validateRole(statement.use, modules, report);
    else if (statement.kind === 'import_tasks') validateAll(statement.statements, modules, report);
    else validateAll([...statement.block, ...statement.rescue, ...statement.always], modules, report);
  }
}

function validateTask(task: Task, modules: ModuleRegistry, report: Report): void {
  const { action, keywords } = task;
  if (directiveOf(action.name) !== undefined || action.argsTemplate !== undefined) return;
  const module = modules.get(action.name);
  if (module === undefined) return;
  const guarded = keywords.when !== undefined;
  const softened: Report = (diagnostic: Diagnostic) => report(guarded ? { ...diagnostic, severity: 'warning' } : diagnostic);
  const free = action.freeForm;
  // A template may give any arguments, and defaults may give the rest.
  const open = (free !== undefined && module.freeForm === undefined) || keywords.moduleDefaults !== undefined;
  if (open) return;
  const entries =
    free === undefined || module.freeForm === undefined ? action.entries : [...action.entries, freeEntry(module.freeForm, free)];
  checkArguments(module, entries, action.span, softened);
}

function freeEntry(name: string, { value, span }: Located): MappingEntry {
  const scalar = (of: Located['value']): ScalarNode => ({ kind: 'scalar', value: of, source: '', plain: false, span });
  return { key: scalar(name), value: scalar(value) };
}
