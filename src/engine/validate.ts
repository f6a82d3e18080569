import type { Diagnostic, Report } from '../core/diagnostic.ts';
import type { AnyModule, ModuleRegistry } from '../core/module.ts';
import type { MappingEntry, ScalarNode } from '../core/node.ts';
import type { Keywords, Located, Play, Playbook, RoleUse, Statement, Task } from '../language/ast.ts';
import { directiveOf } from '../language/directives.ts';
import { checkDirective } from './check-directive.ts';
import { checkNotify } from './check-notify.ts';
import { isForeseen } from './foreseen.ts';
import { shortName } from './module/arguments.ts';
import { checkArguments } from './module/check-arguments.ts';
import { hasNoBackground } from './without-background.ts';

/** What is known of the place of a task. */
interface Place {
  readonly modules: ModuleRegistry;
  readonly report: Report;
  /** Whether the task may never run here, or may fail. */
  readonly guarded: boolean;
  /** Whether `module_defaults` may give arguments. */
  readonly defaulted: boolean;
}

/**
 * Checks what can be known before the run of every task that is read statically: the arguments of its module.
 * Where a failure is foreseen (`when`, `ignore_errors`, a block with `rescue`) an unusable task is a warning.
 */
export function validatePlaybook(playbook: Playbook, modules: ModuleRegistry, report: Report): void {
  for (const play of playbook.plays) validatePlay(play, { modules, report, guarded: false, defaulted: false });
}

/** The same for tasks of a file that no play names: whether they ever run is open, so all is a warning. */
export function validateStatements(statements: readonly Statement[], modules: ModuleRegistry, report: Report): void {
  validateAll(statements, { modules, report, guarded: true, defaulted: false });
}

function inside(place: Place, keywords: Keywords): Place {
  const guarded = isForeseen(keywords, place.guarded);
  return { ...place, guarded, defaulted: place.defaulted || keywords.moduleDefaults !== undefined };
}

function validatePlay(play: Play, outer: Place): void {
  const place = inside(outer, play.keywords);
  checkNotify(play, place.report);
  for (const use of play.roles) validateRole(use, place);
  for (const statements of [play.preTasks, play.tasks, play.postTasks, play.handlers]) validateAll(statements, place);
}

function validateRole(use: RoleUse, outer: Place): void {
  const place = inside(outer, use.keywords);
  for (const dependency of use.role.dependencies) validateRole(dependency, place);
  validateAll(use.tasks, place);
  validateAll(use.handlers, place);
}

function validateAll(statements: readonly Statement[], place: Place): void {
  for (const statement of statements) {
    if (statement.kind === 'import_role') validateRole(statement.use, place);
    else validateOwn(statement, inside(place, statement.keywords));
  }
}

function validateOwn(statement: Exclude<Statement, { kind: 'import_role' }>, place: Place): void {
  if (statement.kind === 'task') validateTask(statement, place);
  else if (statement.kind === 'import_tasks') validateAll(statement.statements, place);
  else {
    validateAll(statement.block, { ...place, guarded: place.guarded || statement.rescue.length > 0 });
    for (const section of [statement.rescue, statement.always]) validateAll(section, place);
  }
}

function validateTask(task: Task, { modules, report, guarded, defaulted }: Place): void {
  const { action } = task;
  const softened: Report = (diagnostic: Diagnostic) => report(guarded ? { ...diagnostic, severity: 'warning' } : diagnostic);
  const directive = directiveOf(action.name);
  if (directive !== undefined) checkDirective(directive, action, softened);
  const module = directive === undefined ? modules.get(action.name) : undefined;
  if (module !== undefined) checkBackground(task, module, softened);
  if (module === undefined || action.argsTemplate !== undefined || defaulted) return;
  // A template may give any arguments.
  if (action.freeForm !== undefined && module.freeForm === undefined) return;
  checkArguments(module, entriesOf(task, module), action.span, softened);
}

/** A module that cannot run in the background fails in a task with `async` (ansible-core 2.18). */
function checkBackground({ async: seconds }: Task, module: AnyModule, report: Report): void {
  if (seconds === undefined || !(Number(seconds.value) > 0) || !hasNoBackground(module)) return;
  report({
    severity: 'error',
    code: 'TASK_INVALID',
    message: `Cannot run module ${shortName(module)} with "async": it does not support that`,
    span: seconds.span,
    hint: 'take "async" away',
  });
}

function entriesOf({ action: { entries, freeForm } }: Task, module: AnyModule): readonly MappingEntry[] {
  return freeForm === undefined || module.freeForm === undefined ? entries : [...entries, freeEntry(module.freeForm, freeForm)];
}

function freeEntry(name: string, { value, span }: Located): MappingEntry {
  const scalar = (of: Located['value']): ScalarNode => ({ kind: 'scalar', value: of, source: '', plain: false, span });
  return { key: scalar(name), value: scalar(value) };
}
